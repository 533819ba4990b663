"""Source records and vocabularies as plain data: most values right, some that no reader expects."""

from typing import Any

from hypothesis import strategies as st

from kb.vocabulary import Aspect, Certainty, ConceptKind, EvidenceLevel, Interest, ReviewStatus, SourceKind, Stance

Fields = dict[str, Any]

#: Texts that have a meaning somewhere: to a parser, a store, a terminal, a path, a spreadsheet.
HOSTILE = [
    "",
    " ",
    "null",
    "NULL",
    "true",
    "NO",
    "~",
    "NaN",
    "-inf",
    "1e999",
    "1e308",
    "-0",
    "0x10",
    "1_000",
    "١",
    "..",
    "../article.txt",
    "/etc/passwd",
    ".",
    "article.txt/",
    "a\x00b",
    "\x1b[31m",
    "\u202e",
    "\u2028",
    "\x85",
    "\ufeff",
    "\ufffe",
    "e\u0301",
    "\u0301",
    "İ",
    "ß",
    "{treatment}",
    "{treatmnt}",
    "{}",
    "{",
    "-",
    "---",
    "=1+1",
    " ||| ",
    ";",
    "a/b",
    "'; DROP TABLE claim; --",
    "%",
    "\\",
    '"',
    "[bold]",
    "line\nbreak",
    "x" * 250,
    "📈",
]
#: Names that records refer to each other by: few, so that they often meet.
_NAMES = ["therapy", "Therapy", "other therapy", "hair loss", "men", "b", "c"]
_KEYS = ["a", "b", "c", "kept"]


def _mostly(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value that is right, most of the time: a record has some twenty."""
    odd = st.sampled_from([*HOSTILE, [], {}, [""], {"": ""}, None, ["a", ["b"]], {"name": "x"}, 7, 0.5, True])
    return st.integers(0, 59).flatmap(lambda number: odd if number == 23 else usual)


def _one_of(words: Any) -> st.SearchStrategy[Any]:
    return _mostly(st.sampled_from([str(word) for word in words]))


_texts = st.sampled_from(["words that stand here", "Twice said.", "not there", "0.5", *_NAMES])
_names = _mostly(st.sampled_from(_NAMES))
_quotes = st.sampled_from(["words", "Twice said", {"exact": "words", "prefix": "the"}, ["words", {"exact": "here"}]])
_quantities = st.fixed_dictionaries(
    {"name": _mostly(st.just("gain"))},
    optional={
        "low": _mostly(st.sampled_from([1, 2.5, "3"])),
        "high": _mostly(st.sampled_from([3, "4e2"])),
        "unit": _mostly(st.sampled_from(["%", "weeks", "mg/kg"])),
    },
)
CLAIM_FIELDS = {
    "treatment": _names,
    "condition": _names,
    "population": _names,
    "comparator": _mostly(st.sampled_from(["minoxidil", ["minoxidil", "c"]])),
    "outcome": _mostly(_texts),
    "regulator": _mostly(_texts),
    "aspect": _one_of([aspect for aspect in Aspect if aspect.wording]),
    "proposition": _mostly(st.sampled_from(["{treatment} works", "it works"])),
    "stance": _one_of(Stance),
    "statement": _mostly(_texts),
    "quote": _mostly(_quotes),
    "author": _mostly(st.sampled_from(["Ann Other", "Other A"])),
    "interest": _one_of(Interest),
    "certainty": _one_of(Certainty),
    "evidence": _one_of(EvidenceLevel),
    "quantity": _mostly(_quantities),
    "key": _mostly(st.sampled_from(_KEYS)),
    "status": _one_of(ReviewStatus),
}
SOURCE_FIELDS = {
    "title": _mostly(_texts),
    "kind": _one_of(SourceKind),
    "key": _mostly(st.sampled_from(_KEYS)),
    "publisher": _mostly(_texts),
    "authors": _mostly(st.lists(st.fixed_dictionaries({"name": _mostly(_texts)}), max_size=2)),
    "published": _mostly(st.sampled_from(["2021", "2021-03", "2021-03-04"])),
    "url": _mostly(st.sampled_from(["https://example.org/a", "http://example.org/b"])),
    "doi": _mostly(st.sampled_from(["10.1000/b", "doi:10.1000/C"])),
    "pmid": _mostly(st.sampled_from(["1", "PMID: 2"])),
    "interest": _one_of(Interest),
    "derived_from": _mostly(st.just("kept")),
    "text": _mostly(st.sampled_from(["article.txt", "gone.txt"])),
}
_USUAL = ("treatment", "aspect", "stance", "statement")
_odd_fields = st.dictionaries(st.sampled_from([*HOSTILE, "stanc", "claims", "source"]), st.just("x"), max_size=1)


def _record(fields: dict[str, st.SearchStrategy[Any]], required: tuple[str, ...]) -> st.SearchStrategy[Fields]:
    """A record that has what it must, mostly, and some of what it may."""
    others = {name: values for name, values in fields.items() if name not in required}
    right = st.fixed_dictionaries({name: fields[name] for name in required}, optional=others)
    odd = st.builds(lambda given, more: {**given, **more}, st.fixed_dictionaries({}, optional=fields), _odd_fields)
    return st.integers(0, 9).flatmap(lambda number: odd if number == 9 else right)


claims = _record(CLAIM_FIELDS, _USUAL)
source_fields = _record(SOURCE_FIELDS, ("title", "kind"))
sources: st.SearchStrategy[Fields] = st.fixed_dictionaries(
    {"source": source_fields, "claims": st.lists(claims, max_size=3)},
    optional={"defaults": st.one_of(claims, st.fixed_dictionaries({"treatment": _names}))},
)
_concepts = st.fixed_dictionaries(
    {"name": _names},
    optional={
        "aliases": _mostly(st.lists(st.sampled_from(_NAMES), max_size=2)),
        "parent": _names,
        "identifiers": _mostly(st.just({"MeSH": "D000505"})),
    },
)
vocabularies: st.SearchStrategy[Fields] = st.dictionaries(
    st.sampled_from([f"{kind}s" for kind in ConceptKind]), _mostly(st.lists(_concepts, max_size=3)), min_size=1
)
