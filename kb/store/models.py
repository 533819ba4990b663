"""The tables, typed: what the read and write sides build their statements from.

The migrations are the history of these tables; a test holds both equal. Text that may be absent is NULL, except in
unique constraints, where NULLs would not collide.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    event,
    text,
)

from kb.store.search_tables import SEARCH_SCHEMA
from kb.vocabulary import (
    Aspect,
    Certainty,
    ConceptKind,
    EvidenceLevel,
    Interest,
    QuoteState,
    ReviewStatus,
    SourceKind,
    Stance,
    Term,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _one_of(column: str, terms: type[Term]) -> CheckConstraint:
    """Return the check that ``column`` holds a word of a closed set (or NULL, where the column takes it)."""
    words = ", ".join(f"'{term.value}'" for term in terms)
    return CheckConstraint(f"{column} IN ({words})", name=column)


class LoadColumns(TypedColumns):
    """A file that changed something. A load that changed nothing leaves no row."""

    id = Column(Integer, primary_key=True)
    file = Column(Text, nullable=False)
    loaded_at = Column(Text, nullable=False)
    loaded_by: Named[str | None] = Column(Text)


class SourceColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    key = Column(Text, nullable=False)
    title = Column(Text, nullable=False)
    kind = Column(Text, nullable=False)
    publisher: Named[str | None] = Column(Text)
    sponsor: Named[str | None] = Column(Text)
    published: Named[str | None] = Column(Text)
    published_note: Named[str | None] = Column(Text)
    url: Named[str | None] = Column(Text)
    doi: Named[str | None] = Column(Text)
    pmid: Named[str | None] = Column(Text)
    interest = Column(Text, nullable=False)
    derived_from_id: Named[int | None] = Column(ForeignKey("source.id"))
    digest = Column(Text, nullable=False)
    """SHA-256 of the source record as it was last loaded: an equal one changes nothing."""
    load_id: Named[int] = Column(ForeignKey("load.id"))


class AuthorColumns(TypedColumns):
    """One name of one person or body. ``scope`` is a source's id where initials alone must not join sources, else 0."""

    id = Column(Integer, primary_key=True)
    name = Column(Text, nullable=False)
    name_key = Column(Text, nullable=False)
    orcid = Column(Text, nullable=False, server_default="")
    scope = Column(Integer, nullable=False, server_default="0")


class AuthorAliasColumns(TypedColumns):
    """A name under which an author was known before a merge, as the row that it had; it names ``author_id`` now."""

    name_key = Column(Text, primary_key=True)
    orcid = Column(Text, primary_key=True, server_default="")
    scope = Column(Integer, primary_key=True, server_default="0")
    name = Column(Text, nullable=False)
    author_id: Named[int] = Column(ForeignKey("author.id"))


class AuthorshipColumns(TypedColumns):
    source_id: Named[int] = Column(ForeignKey("source.id"), primary_key=True)
    position = Column(Integer, primary_key=True)
    author_id: Named[int] = Column(ForeignKey("author.id"))
    name = Column(Text, nullable=False)
    """As this source spells it."""
    credentials: Named[str | None] = Column(Text)


class SnapshotColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    sha256 = Column(Text, nullable=False)
    text = Column(Text, nullable=False)


class SourceSnapshotColumns(TypedColumns):
    """A text as read at one moment; the highest ``id`` of a source is its current one.

    How it was read belongs to the reading and not to the text: two sources may share that.
    """

    id = Column(Integer, primary_key=True)
    source_id: Named[int] = Column(ForeignKey("source.id"))
    snapshot_id: Named[int] = Column(ForeignKey("snapshot.id"))
    load_id: Named[int] = Column(ForeignKey("load.id"))
    read_at = Column(Text, nullable=False)
    media_type: Named[str | None] = Column(Text)
    """What the article was read as; NULL where an older kb read it."""
    language: Named[str | None] = Column(Text)
    """As the article gives it."""
    url: Named[str | None] = Column(Text)
    """The address at which a page was found in the end; NULL for a file."""
    retrieved_at: Named[str | None] = Column(Text)
    """When a page was fetched; NULL for a file."""
    content_type: Named[str | None] = Column(Text)
    """What the server said that a page is; NULL for a file."""


class LoadedLineColumns(TypedColumns):
    """The line of a file that a source was made of, while ``record_digest`` is the source's own."""

    source_id: Named[int] = Column(ForeignKey("source.id"), primary_key=True)
    line_digest = Column(Text, nullable=False)
    record_digest = Column(Text, nullable=False)
    claims = Column(Integer, nullable=False)
    """How many the line gives."""


class ConceptColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    kind = Column(Text, nullable=False)
    name = Column(Text, nullable=False)
    parent_id: Named[int | None] = Column(ForeignKey("concept.id"))
    identifiers = Column(Text, nullable=False, server_default="{}")
    """A JSON object: scheme to identifier."""
    in_vocabulary = Column(Integer, nullable=False)
    """0 where a claim used the name and no vocabulary has it."""
    load_id: Named[int] = Column(ForeignKey("load.id"))


class ConceptNameColumns(TypedColumns):
    kind = Column(Text, primary_key=True)
    name_key = Column(Text, primary_key=True)
    name = Column(Text, nullable=False)
    concept_id: Named[int] = Column(ForeignKey("concept.id"))


class PropositionColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    aspect = Column(Text, nullable=False)
    wording = Column(Text, nullable=False)
    wording_key = Column(Text, nullable=False)


class PropositionAliasColumns(TypedColumns):
    """A wording that a merge found to say what ``proposition_id`` says."""

    aspect = Column(Text, primary_key=True)
    wording_key = Column(Text, primary_key=True)
    wording = Column(Text, nullable=False)
    proposition_id: Named[int] = Column(ForeignKey("proposition.id"))


class ClaimColumns(TypedColumns):
    id = Column(Integer, primary_key=True)
    source_id: Named[int] = Column(ForeignKey("source.id"))
    key = Column(Text, nullable=False)
    treatment_id: Named[int] = Column(ForeignKey("concept.id"))
    condition_id: Named[int | None] = Column(ForeignKey("concept.id"))
    population_id: Named[int | None] = Column(ForeignKey("concept.id"))
    outcome: Named[str | None] = Column(Text)
    regulator: Named[str | None] = Column(Text)
    proposition_id: Named[int] = Column(ForeignKey("proposition.id"))
    stance: Named[str | None] = Column(Text)
    statement: Named[str | None] = Column(Text)
    author_id: Named[int | None] = Column(ForeignKey("author.id"))
    """The speaker, where it is not the source's authors."""
    interest: Named[str | None] = Column(Text)
    """The speaker's, where it is not the source's."""
    certainty = Column(Text, nullable=False)
    evidence = Column(Text, nullable=False)
    quantity_name: Named[str | None] = Column(Text)
    quantity_low: Named[float | None] = Column(Float)
    quantity_high: Named[float | None] = Column(Float)
    quantity_unit: Named[str | None] = Column(Text)
    quantity_dimension: Named[str | None] = Column(Text)
    quantity_base_low: Named[float | None] = Column(Float)
    quantity_base_high: Named[float | None] = Column(Float)
    status = Column(Text, nullable=False)
    reviewed_status: Named[str | None] = Column(Text)
    """What a review decided: no load undoes it."""
    origin = Column(Text, nullable=False)
    """``file``: a source record gave it and may withdraw it. ``proposal``: a review brought it in."""
    load_id: Named[int] = Column(ForeignKey("load.id"))


class ClaimComparatorColumns(TypedColumns):
    claim_id: Named[int] = Column(ForeignKey("claim.id"), primary_key=True)
    position = Column(Integer, primary_key=True)
    concept_id: Named[int] = Column(ForeignKey("concept.id"))


class QuoteColumns(TypedColumns):
    claim_id: Named[int] = Column(ForeignKey("claim.id"), primary_key=True)
    position = Column(Integer, primary_key=True)
    exact = Column(Text, nullable=False)
    prefix: Named[str | None] = Column(Text)
    suffix: Named[str | None] = Column(Text)
    state = Column(Text, nullable=False)
    snapshot_id: Named[int | None] = Column(ForeignKey("snapshot.id"))
    start = Column(Integer)
    end = Column(Integer)
    warnings = Column(Text, nullable=False, server_default="")
    """Words of the vocabulary, parted by blanks."""


class RevisionColumns(TypedColumns):
    """A change to a claim, a source or a concept after it first landed; ``before`` and ``after`` are JSON objects."""

    id = Column(Integer, primary_key=True)
    claim_id: Named[int | None] = Column(ForeignKey("claim.id"))
    source_id: Named[int | None] = Column(ForeignKey("source.id"))
    concept_id: Named[int | None] = Column(ForeignKey("concept.id"))
    action = Column(Text, nullable=False)
    before = Column(Text, nullable=False)
    after = Column(Text, nullable=False)
    changed_at = Column(Text, nullable=False)
    changed_by: Named[str | None] = Column(Text)
    load_id: Named[int | None] = Column(ForeignKey("load.id"))


load = Table("load", metadata, LoadColumns)
source = Table(
    "source",
    metadata,
    SourceColumns,
    UniqueConstraint("key"),
    _one_of("kind", SourceKind),
    _one_of("interest", Interest),
    Index(None, "doi", sqlite_where=text("doi IS NOT NULL")),
    Index(None, "pmid", sqlite_where=text("pmid IS NOT NULL")),
    Index(None, "url", sqlite_where=text("url IS NOT NULL")),
)
author = Table("author", metadata, AuthorColumns, UniqueConstraint("name_key", "orcid", "scope"))
author_alias = Table("author_alias", metadata, AuthorAliasColumns, Index(None, "author_id"))
authorship = Table("authorship", metadata, AuthorshipColumns, Index(None, "author_id"))
snapshot = Table("snapshot", metadata, SnapshotColumns, UniqueConstraint("sha256"))
source_snapshot = Table(
    "source_snapshot", metadata, SourceSnapshotColumns, Index(None, "source_id"), Index(None, "snapshot_id")
)
loaded_line = Table("loaded_line", metadata, LoadedLineColumns, Index(None, "line_digest"))
concept = Table("concept", metadata, ConceptColumns, _one_of("kind", ConceptKind), Index(None, "parent_id"))
concept_name = Table(
    "concept_name", metadata, ConceptNameColumns, _one_of("kind", ConceptKind), Index(None, "concept_id")
)
proposition = Table(
    "proposition",
    metadata,
    PropositionColumns,
    UniqueConstraint("aspect", "wording_key"),
    _one_of("aspect", Aspect),
)
proposition_alias = Table(
    "proposition_alias",
    metadata,
    PropositionAliasColumns,
    _one_of("aspect", Aspect),
    Index(None, "proposition_id"),
)
claim = Table(
    "claim",
    metadata,
    ClaimColumns,
    UniqueConstraint("source_id", "key"),
    _one_of("stance", Stance),
    _one_of("certainty", Certainty),
    _one_of("evidence", EvidenceLevel),
    _one_of("interest", Interest),
    _one_of("status", ReviewStatus),
    CheckConstraint("reviewed_status IN ('accepted', 'rejected')", name="reviewed_status"),
    CheckConstraint("origin IN ('file', 'proposal')", name="origin"),
    CheckConstraint("stance IS NOT NULL OR quantity_name IS NOT NULL", name="says_something"),
    Index(
        "ix_claim_accepted",
        "treatment_id",
        "proposition_id",
        "stance",
        "condition_id",
        "source_id",
        "status",
        sqlite_where=text("status = 'accepted'"),
    ),
    Index("ix_claim_not_accepted", "treatment_id", sqlite_where=text("status <> 'accepted'")),
)
claim_comparator = Table("claim_comparator", metadata, ClaimComparatorColumns, Index(None, "concept_id"))
quote = Table("quote", metadata, QuoteColumns, _one_of("state", QuoteState))
revision = Table(
    "revision",
    metadata,
    RevisionColumns,
    CheckConstraint(
        "(claim_id IS NOT NULL) + (source_id IS NOT NULL) + (concept_id IS NOT NULL) = 1", name="one_subject"
    ),
    Index(None, "claim_id"),
)

#: One flat, readable row per accepted claim, for anyone who opens the file with another SQLite tool.
CLAIMS_VIEW = """
CREATE VIEW claims AS
SELECT
    c.id,
    s.key || '/' || c.key AS reference,
    t.name AS treatment,
    d.name AS condition,
    p.name AS population,
    (SELECT group_concat(n.name, '; ') FROM claim_comparator AS x JOIN concept AS n ON n.id = x.concept_id
      WHERE x.claim_id = c.id) AS comparator,
    c.outcome,
    c.regulator,
    w.aspect,
    -- in two steps, so that a name that looks like a placeholder stays a name
    replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(w.wording,
            '{treatment}', char(1)), '{condition}', char(2)), '{population}', char(3)),
            '{comparator}', char(4)), '{regulator}', char(5)),
        char(1), t.name),
        char(2), coalesce(d.name, 'what it is used for')),
        char(3), coalesce(p.name, 'those who ask for it')),
        char(4), coalesce((SELECT group_concat(n.name, ', ') FROM claim_comparator AS x
            JOIN concept AS n ON n.id = x.concept_id WHERE x.claim_id = c.id), 'the alternatives')),
        char(5), coalesce(c.regulator, 'a regulator')) AS proposition,
    c.stance,
    c.certainty,
    c.evidence,
    c.statement,
    (SELECT group_concat(q.exact, ' || ') FROM quote AS q WHERE q.claim_id = c.id) AS quotes,
    (SELECT group_concat(q.state, ' || ') FROM quote AS q WHERE q.claim_id = c.id) AS quote_states,
    c.quantity_name,
    c.quantity_low,
    c.quantity_high,
    c.quantity_unit,
    coalesce(a.name, (SELECT group_concat(o.name, '; ') FROM authorship AS o WHERE o.source_id = s.id)) AS authors,
    coalesce(c.interest, s.interest) AS interest,
    s.key AS source,
    s.title AS source_title,
    s.kind AS source_kind,
    s.publisher,
    s.sponsor,
    s.published,
    s.url
FROM claim AS c
JOIN source AS s ON s.id = c.source_id
JOIN proposition AS w ON w.id = c.proposition_id
JOIN concept AS t ON t.id = c.treatment_id
LEFT JOIN concept AS d ON d.id = c.condition_id
LEFT JOIN concept AS p ON p.id = c.population_id
LEFT JOIN author AS a ON a.id = c.author_id
WHERE c.status = 'accepted'
"""


@event.listens_for(metadata, "after_create")
def _create_views(_target: MetaData, connection: Connection, **_: object) -> None:
    """Create the views and the full-text index with the tables; Alembic does so in the migrations."""
    for statement in (CLAIMS_VIEW.strip(), *SEARCH_SCHEMA):
        connection.exec_driver_sql(statement)
