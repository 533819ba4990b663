"""What a load and a merge did; the JSON of a load is a contract."""

import msgspec

from kb.records.passages import ClosestPassage


class Problem(msgspec.Struct, frozen=True):
    """What is wrong in a file, or worth knowing. ``line`` is 1-based, ``field`` dotted; None where none is meant."""

    line: int | None
    field: str | None
    message: str


class QuoteChange(msgspec.Struct, frozen=True):
    """What became of a quote when its source got a new text.

    ``state`` is kept (the same words in the same place), moved (elsewhere), verified (found, and had no place before),
    ambiguous or missing. Places are code points, of the new text and (``was_``) of the old one. ``closest`` is the
    passage most like a missing one: None where none is like it, left out (msgspec.UNSET) where none was looked for.
    """

    source: str
    claim: str
    exact: str
    state: str
    start: int | None = None
    end: int | None = None
    was_start: int | None = None
    was_end: int | None = None
    closest: ClosestPassage | msgspec.UnsetType | None = msgspec.UNSET


class SourceCounts(msgspec.Struct, frozen=True):
    """What became of the sources that a file brought: ``changed`` are those of which a field, the origin or the text is
    another one now; ``without_claims`` of all came without a claim, such as an article by itself."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    without_claims: int = 0


class FileReport(msgspec.Struct, frozen=True):
    """What a file did to the base, counted in claims (vocabularies: in concepts, articles: in sources); ``sources``
    counts the sources themselves.

    ``quotes`` are those of sources that had a text, or none, and got a new one.
    """

    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    rejected: int = 0
    errors: list[Problem] = []
    quotes: list[QuoteChange] = []
    sources: SourceCounts = SourceCounts()


class LoadProgress(msgspec.Struct, frozen=True):
    """How far a run has come: ``done`` of ``total`` files, and of ``file`` the ``share`` (0 to 1) that is read."""

    file: str
    done: int
    total: int
    share: float


class CreatedName(msgspec.Struct, frozen=True):
    """A name that no vocabulary knew, and the nearest one that was known before."""

    kind: str
    name: str
    nearest: str | None


class LoadReport(msgspec.Struct, frozen=True):
    """``files`` and ``created`` are the contract; ``warnings`` and ``quotes`` (state: number) are for the reader."""

    files: list[FileReport]
    created: list[CreatedName]
    warnings: dict[str, list[Problem]] = {}
    quotes: dict[str, int] = {}

    @property
    def is_clean(self) -> bool:
        """Whether every file landed and no quote is missing or ambiguous."""
        return not any(file.errors for file in self.files) and not (
            self.quotes.get("missing") or self.quotes.get("ambiguous")
        )


class MergeReport(msgspec.Struct, frozen=True):
    """Two that are one: ``taken_in`` went into ``into``.

    ``names`` are the names that came over, aliases from now on. ``claims`` counts the claims that changed,
    ``authorships`` the signatures that went over, ``sources`` the sources that either is of; ``variants`` are the
    concepts that lie under ``into`` now. ``advice`` says what is left to do, None where nothing is.
    """

    kind: str
    taken_in: str
    into: str
    names: list[str]
    claims: int
    sources: int
    variants: list[str] = []
    authorships: int = 0
    advice: str | None = None
