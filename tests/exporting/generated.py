"""Bases of every kind: vocabularies, sources, articles, edits, merges and reviews, drawn by chance."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from kb.errors import KbError
from tests.building import Desk, Record, source
from tests.storing import query
from tests.test_loading_properties import without_nones

Draw = Callable[..., Any]

#: Texts that a format reads otherwise, or that a system takes for something else.
ODD = [
    "null",
    "~",
    "NO",
    "0.50",
    "12:30",
    "- x",
    "a: b",
    "x #y",
    "'",
    '"',
    "\\u0000",
    "{treatment}",
    "[",
    "*a",
    "&a",
    "!tag",
    "%",
    "@",
    "`",
    "|",
    ">",
    "---",
    "...",
    "<<",
    "=",
    "e\u0301\u0323",
    "\U0001f600 \U0010ffff",
    "bell\x07 and \x1b[31m",
    "\x7f\x80\x9f",
    "\ufeffmark",
    "\u202eright",
    "\ufffe\uffff",
    "a ||| b",
]
KEYS = [
    "a",
    "A",
    "..",
    ".hidden",
    "a/b",
    "con",
    "NUL",
    "vocabulary",
    "x" * 200,
    "X" * 200,
    "Gr\u00fc\u00dfe",
    "-",
    "\u4e2d\u6587",
    *ODD[:8],
]
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)
words = st.one_of(
    st.sampled_from(["one", "two", "three"]), st.sampled_from(ODD), _texts.filter(lambda text: text.split())
)
maybe_words = st.one_of(st.none(), words)

SENTENCES = [
    "It works.",
    "It does not work.",
    "It may not last.",
    "Men gain 5 %.",
    "It works.\n\nOr so they say.",
    "e\u0301\t\U0001f600",
]
QUOTES = [
    "It works",
    "not work",
    "may not last",
    "Men gain 5 %",
    "so they say",
    "nowhere in it",
    "works.\n\nOr",
    "\U0001f600",
]

TREATMENTS = ["therapy", "Therapy", "variant-a", "variant a", "minoxidil", "lotion", "Cold-Cap", "cold cap", "null"]
CONDITIONS = ["hair loss", "Hair-Loss", "baldness"]
POPULATIONS = ["men", "Men", "older men"]
ORCIDS = [None, None, None, "0000-0002-1825-0097", "0000-0001-5109-3700"]
PEOPLE = ["Jane Doe", "jane doe", "Jane Q. Doe", "Doe J", "DOE J", "Doe JQ", "Ann Other", "Karo AB", "Institute", "- x"]
WORDINGS = [
    "{treatment} is worth a try",
    "{Treatment} Regrows Hair",
    "{treatment} makes hair grow",
    "time to results",
    "null",
]

articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join)
numbers = st.one_of(
    st.sampled_from([0.0, -0.0, 0.1, 1e300, 5e-324, 6.0, 2.0**53, 1e16, 1 / 3]),
    st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda number: abs(number) < 1e300),
)


@st.composite
def quantities(draw: st.DrawFn) -> Record:
    low, high = sorted([draw(numbers), draw(numbers)])
    ends = draw(st.sampled_from([{"low": low}, {"high": high}, {"low": low, "high": high}]))
    name = draw(st.sampled_from(["time to results", "Time To Results", "gain", "Gain", "{x}", "{Y} rate"]))
    return without_nones({"name": name, **ends, "unit": draw(st.sampled_from([None, "%", "months", "mg/kg", "AUD"]))})


quotes = st.one_of(
    st.sampled_from(QUOTES),
    words,
    st.builds(
        lambda exact, prefix, suffix: without_nones({"exact": exact, "prefix": prefix, "suffix": suffix}),
        st.sampled_from(QUOTES),
        maybe_words,
        maybe_words,
    ),
)


@st.composite
def claims(draw: st.DrawFn) -> Record:
    """A claim of any kind, as a record gives it."""
    quantity = draw(st.one_of(st.none(), quantities()))
    stance = draw(st.sampled_from(["supports", "refutes", "neutral", *([None] if quantity else [])]))
    aspect = draw(st.sampled_from(["efficacy", "efficacy", "safety", "timing", "comparison"]))
    wording = draw(st.sampled_from([None, None, *WORDINGS]))
    return without_nones(
        {
            "treatment": draw(st.sampled_from(TREATMENTS)),
            "condition": draw(st.sampled_from([None, *CONDITIONS])),
            "population": draw(st.sampled_from([None, *POPULATIONS])),
            "comparator": draw(st.sampled_from([None, None, "placebo", ["placebo", "sham"], ["Sham", "wax"]])),
            "outcome": draw(maybe_words),
            "regulator": draw(st.sampled_from([None, "FDA", "EMA"])),
            "aspect": aspect,
            "proposition": wording or ("it helps" if aspect == "timing" and stance else None),
            "stance": stance,
            "statement": draw(words),
            "quote": draw(st.one_of(st.none(), quotes, st.lists(quotes, min_size=1, max_size=3))),
            "author": draw(st.sampled_from([None, None, *PEOPLE])),
            "interest": draw(st.sampled_from([None, "commercial", "unknown"])),
            "certainty": draw(st.sampled_from([None, "hedged", "speculative"])),
            "evidence": draw(st.sampled_from([None, "cohort"])),
            "quantity": quantity,
            "status": draw(st.sampled_from([None, None, None, "proposed", "rejected", "withdrawn"])),
        }
    )


#: What may be merged, by what a query finds in the base.
_CONCEPTS = "SELECT name FROM concept WHERE kind = '{}' ORDER BY name"
_NAMES = {
    **{kind: _CONCEPTS.format(kind) for kind in ("treatment", "condition", "population")},
    "author": """
        SELECT name FROM author UNION SELECT orcid FROM author WHERE orcid != '' UNION SELECT name FROM author_alias
        UNION SELECT publisher FROM source WHERE publisher IS NOT NULL ORDER BY 1
    """,
    "proposition": "SELECT wording FROM proposition UNION SELECT wording FROM proposition_alias ORDER BY 1",
}


@dataclass
class Work:
    """A source as its record says it now."""

    fields: Record
    claims: list[Record]
    article: str | None = None


@dataclass
class Library:
    """The works of a base that is being made in ``desk``."""

    desk: Desk
    draw: Draw
    works: dict[str, Work] = field(default_factory=dict)

    def add(self) -> None:
        key = self.draw(st.one_of(st.sampled_from(KEYS), words.filter(lambda text: " " not in text)))
        work = Work({}, [])
        self._describe(work, key)
        for number in range(self.draw(st.sampled_from([0, 1, 2, 2, 3, 4]))):
            self._say(work, number)
        if self.draw(st.booleans()):
            work.article = self.draw(articles)
        self.works.setdefault(key, work)
        self._load(key)

    def edit(self) -> None:
        key = self.draw(st.sampled_from(list(self.works)))
        work = self.works[key]
        match self.draw(st.sampled_from(["describe", "say", "forget", "change", "article"])):
            case "describe":
                self._describe(work, key)
            case "say":
                self._say(work, len(work.claims) + 10)
            case "forget" if work.claims:
                del work.claims[self.draw(st.integers(0, len(work.claims) - 1))]
            case "change" if work.claims:
                changed = self.draw(claims())
                named = work.claims[0].get("key")
                work.claims[0] = changed | ({"key": named} if named else {})
            case _:
                work.article = self.draw(articles)
        self._load(key)

    def _describe(self, work: Work, key: str) -> None:
        draw = self.draw
        signed = draw(st.lists(st.tuples(st.sampled_from(PEOPLE), maybe_words, st.sampled_from(ORCIDS)), max_size=3))
        authors = [without_nones({"name": name, "credentials": of, "orcid": orcid}) for name, of, orcid in signed]
        earlier = [each for each in self.works if list(self.works).index(each) < self._place(key)]
        number = len(self.works)
        work.fields = without_nones(
            {
                "title": draw(words),
                "kind": draw(st.sampled_from(["journal-article", "clinic-page", "sponsored-post"])),
                "publisher": draw(st.sampled_from([None, "Karo AB", "Jane Doe", "A clinic"])),
                "sponsor": draw(maybe_words),
                "authors": authors or None,
                "published": draw(st.sampled_from([None, "2021", "2021-03", "2021-03-09"])),
                "published_note": draw(maybe_words),
                "url": work.fields.get("url", draw(st.sampled_from([None, f"https://example.org/{number}?a=b#c"]))),
                "doi": work.fields.get("doi", draw(st.sampled_from([None, f"10.1000/{number}"]))),
                "pmid": work.fields.get("pmid", draw(st.sampled_from([None, f"{number + 1}"]))),
                "interest": draw(st.sampled_from([None, "commercial", "sponsored"])),
                "derived_from": draw(st.sampled_from([None, *earlier])),
            }
        )

    def _place(self, key: str) -> int:
        return list(self.works).index(key) if key in self.works else len(self.works)

    def _say(self, work: Work, number: int) -> None:
        said = self.draw(claims())
        if self.draw(st.booleans()):
            said["key"] = self.draw(st.sampled_from([f"k{number}", f"c{number}", f"NO {number}"]))
        work.claims.append(said)

    def _load(self, key: str) -> None:
        """Load a work; one that is refused, for it compares a treatment with itself, leaves the base as it was."""
        work = self.works[key]
        fields = dict(work.fields)
        if work.article is not None:
            self.desk.write("article.txt", work.article)
            fields["text"] = "article.txt"
        record = source(key, *work.claims, **fields)
        (file,) = self.desk.base.load(self.desk.write("record.json", record)).files
        landed = query(self.desk, "SELECT 1 FROM source WHERE key = ?", " ".join(normalize("NFC", key).split()))
        if file.errors and not landed:
            del self.works[key]

    def name(self) -> None:
        """Load a vocabulary that knows some of the names."""
        draw = self.draw
        lists: dict[str, Any] = {}
        for field_name, names in (("treatments", TREATMENTS), ("conditions", CONDITIONS), ("populations", POPULATIONS)):
            one, other, third = draw(st.permutations(names))[:3]
            entry: Record = {"name": one}
            if draw(st.booleans()):
                entry["aliases"] = [other]
            if draw(st.booleans()):
                entry["identifiers"] = {draw(words): draw(words), "mesh": "D1"}
            entries = [entry]
            if draw(st.booleans()):
                entries.append({"name": third, "parent": one})
            lists[field_name] = entries
        self.desk.base.load(self.desk.write("vocabulary.json", lists))
        wording, alias = draw(st.permutations(["{x}", "{y} rate", "gain"]))[:2]
        aspect = draw(st.sampled_from(["efficacy", "timing"]))
        entry = {"aspect": aspect, "wording": wording, "aliases": [alias]}
        self.desk.base.load(self.desk.write("vocabulary.json", {"propositions": [entry]}))

    def merge(self) -> None:
        """Make two that the base knows one, where it lets them."""
        kind, names = self.draw(st.sampled_from(sorted(_NAMES.items())))
        known = [name for (name,) in query(self.desk, names)]
        if len(known) > 1:
            one, other = self.draw(st.permutations(known))[:2]
            with suppress(KbError):
                self.desk.base.merge(kind, one, other)

    def review(self) -> None:
        """Write what a review writes."""
        decision = self.draw(st.sampled_from(["accepted", "rejected"]))
        origin = self.draw(st.sampled_from(["file", "proposal"]))
        found = [
            claim_id for (claim_id,) in query(self.desk, "SELECT id FROM claim WHERE status != 'withdrawn' ORDER BY id")
        ]
        if found:
            statement = "UPDATE claim SET status = ?1, reviewed_status = ?1, origin = ?2 WHERE id = ?3"
            query(self.desk, statement, decision, origin, self.draw(st.sampled_from(found)))


def make_base(draw: Draw, desk: Desk, steps: int) -> None:
    """Make a base in ``desk`` in so many steps; it has at least one source."""
    library = Library(desk, draw)
    every = [library.add, library.add, library.edit, library.edit, library.name, library.review, *[library.merge] * 5]
    for number in range(steps):
        draw(st.sampled_from(every if number and library.works else [library.add]))()
    while not library.works:
        library.add()
