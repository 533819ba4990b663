"""Create all tables and the view that people read."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


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


def upgrade() -> None:
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("orcid", sa.Text(), server_default="", nullable=False),
        sa.Column("scope", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author")),
        sa.UniqueConstraint("name_key", "orcid", "scope", name=op.f("uq_author_name_key_orcid_scope")),
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.Text(), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
    )
    op.create_table(
        "proposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_key", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "aspect IN ('efficacy', 'durability', 'predictability', 'safety', 'tolerability', 'candidacy', 'regulation', 'evidence', 'cost', 'availability', 'comparison', 'timing', 'mechanism')",
            name=op.f("ck_proposition_aspect"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposition")),
        sa.UniqueConstraint("aspect", "wording_key", name=op.f("uq_proposition_aspect_wording_key")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("sha256", name=op.f("uq_snapshot_sha256")),
    )
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("identifiers", sa.Text(), server_default="{}", nullable=False),
        sa.Column("in_vocabulary", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('treatment', 'condition', 'population')", name=op.f("ck_concept_kind")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_concept_load_id_load")),
        sa.ForeignKeyConstraint(["parent_id"], ["concept.id"], name=op.f("fk_concept_parent_id_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("sponsor", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_note", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("doi", sa.Text(), nullable=True),
        sa.Column("pmid", sa.Text(), nullable=True),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("derived_from_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "interest IN ('independent', 'commercial', 'sponsored', 'industry-funded', 'unknown')",
            name=op.f("ck_source_interest"),
        ),
        sa.CheckConstraint(
            "kind IN ('clinic-page', 'news', 'sponsored-post', 'blog', 'forum', 'press-release', 'journal-article', 'preprint', 'systematic-review', 'guideline', 'regulator', 'trial-registry', 'book', 'other')",
            name=op.f("ck_source_kind"),
        ),
        sa.ForeignKeyConstraint(["derived_from_id"], ["source.id"], name=op.f("fk_source_derived_from_id_source")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_source_load_id_load")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_doi"), ["doi"], unique=False, sqlite_where=sa.text("doi IS NOT NULL")
        )
        batch_op.create_index(
            batch_op.f("ix_source_pmid"), ["pmid"], unique=False, sqlite_where=sa.text("pmid IS NOT NULL")
        )
        batch_op.create_index(
            batch_op.f("ix_source_url"), ["url"], unique=False, sqlite_where=sa.text("url IS NOT NULL")
        )

    op.create_table(
        "authorship",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credentials", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_authorship_author_id_author")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_authorship_source_id_source")),
        sa.PrimaryKeyConstraint("source_id", "position", name=op.f("pk_authorship")),
    )
    with op.batch_alter_table("authorship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorship_author_id"), ["author_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("treatment_id", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.Integer(), nullable=True),
        sa.Column("population_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("regulator", sa.Text(), nullable=True),
        sa.Column("proposition_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Text(), nullable=True),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("quantity_name", sa.Text(), nullable=True),
        sa.Column("quantity_low", sa.Float(), nullable=True),
        sa.Column("quantity_high", sa.Float(), nullable=True),
        sa.Column("quantity_unit", sa.Text(), nullable=True),
        sa.Column("quantity_dimension", sa.Text(), nullable=True),
        sa.Column("quantity_base_low", sa.Float(), nullable=True),
        sa.Column("quantity_base_high", sa.Float(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reviewed_status", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("certainty IN ('asserted', 'hedged', 'speculative')", name=op.f("ck_claim_certainty")),
        sa.CheckConstraint(
            "evidence IN ('systematic-review', 'randomised-trial', 'cohort', 'case-series', 'laboratory', 'regulator', 'expert-opinion', 'testimonial', 'unstated')",
            name=op.f("ck_claim_evidence"),
        ),
        sa.CheckConstraint(
            "interest IN ('independent', 'commercial', 'sponsored', 'industry-funded', 'unknown')",
            name=op.f("ck_claim_interest"),
        ),
        sa.CheckConstraint("origin IN ('file', 'proposal')", name=op.f("ck_claim_origin")),
        sa.CheckConstraint("reviewed_status IN ('accepted', 'rejected')", name=op.f("ck_claim_reviewed_status")),
        sa.CheckConstraint("stance IN ('supports', 'refutes', 'neutral')", name=op.f("ck_claim_stance")),
        sa.CheckConstraint("status IN ('proposed', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_claim_status")),
        sa.CheckConstraint("stance IS NOT NULL OR quantity_name IS NOT NULL", name=op.f("ck_claim_says_something")),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_claim_author_id_author")),
        sa.ForeignKeyConstraint(["condition_id"], ["concept.id"], name=op.f("fk_claim_condition_id_concept")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_claim_load_id_load")),
        sa.ForeignKeyConstraint(["population_id"], ["concept.id"], name=op.f("fk_claim_population_id_concept")),
        sa.ForeignKeyConstraint(
            ["proposition_id"], ["proposition.id"], name=op.f("fk_claim_proposition_id_proposition")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id_source")),
        sa.ForeignKeyConstraint(["treatment_id"], ["concept.id"], name=op.f("fk_claim_treatment_id_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("source_id", "key", name=op.f("uq_claim_source_id_key")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(
            "ix_claim_accepted",
            ["treatment_id", "proposition_id", "stance", "source_id", "status"],
            unique=False,
            sqlite_where=sa.text("status = 'accepted'"),
        )

    op.create_table(
        "concept_name",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_name_concept_id_concept")),
        sa.CheckConstraint("kind IN ('treatment', 'condition', 'population')", name=op.f("ck_concept_name_kind")),
        sa.PrimaryKeyConstraint("kind", "name_key", name=op.f("pk_concept_name")),
    )
    with op.batch_alter_table("concept_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_name_concept_id"), ["concept_id"], unique=False)

    op.create_table(
        "source_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_source_snapshot_load_id_load")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_source_snapshot_snapshot_id_snapshot")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_snapshot_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_snapshot")),
    )
    with op.batch_alter_table("source_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_snapshot_source_id"), ["source_id"], unique=False)

    op.create_table(
        "claim_comparator",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_comparator_claim_id_claim")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_claim_comparator_concept_id_concept")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_comparator")),
    )
    with op.batch_alter_table("claim_comparator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_comparator_concept_id"), ["concept_id"], unique=False)

    op.create_table(
        "quote",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("warnings", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('verified', 'moved', 'ambiguous', 'missing', 'unchecked')", name=op.f("ck_quote_state")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_quote_claim_id_claim")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_quote_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_quote")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("concept_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("load_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(claim_id IS NOT NULL) + (source_id IS NOT NULL) + (concept_id IS NOT NULL) = 1",
            name=op.f("ck_revision_one_subject"),
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_revision_claim_id_claim")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_revision_concept_id_concept")),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_revision_load_id_load")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_revision_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_claim_id"), ["claim_id"], unique=False)

    op.execute(CLAIMS_VIEW.strip())


def downgrade() -> None:
    op.execute("DROP VIEW claims")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_claim_id"))

    op.drop_table("revision")
    op.drop_table("quote")
    with op.batch_alter_table("claim_comparator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_comparator_concept_id"))

    op.drop_table("claim_comparator")
    with op.batch_alter_table("source_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_snapshot_source_id"))

    op.drop_table("source_snapshot")
    with op.batch_alter_table("concept_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concept_name_concept_id"))

    op.drop_table("concept_name")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index("ix_claim_accepted", sqlite_where=sa.text("status = 'accepted'"))

    op.drop_table("claim")
    with op.batch_alter_table("authorship", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authorship_author_id"))

    op.drop_table("authorship")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_url"), sqlite_where=sa.text("url IS NOT NULL"))
        batch_op.drop_index(batch_op.f("ix_source_pmid"), sqlite_where=sa.text("pmid IS NOT NULL"))
        batch_op.drop_index(batch_op.f("ix_source_doi"), sqlite_where=sa.text("doi IS NOT NULL"))

    op.drop_table("source")
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concept_parent_id"))

    op.drop_table("concept")
    op.drop_table("snapshot")
    op.drop_table("proposition")
    op.drop_table("load")
    op.drop_table("author")
