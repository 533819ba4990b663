"""Small bases in which much collides: few names, many ways in which two claims may meet, part or contradict."""

from hypothesis import strategies as st

from tests.analysis.saying import JANE, JOHN, N, R, S
from tests.building import Record, claim, source

ASPECTS = ["efficacy", "efficacy", "comparison", "regulation", "timing"]
SOURCE_KINDS = ["journal-article", "clinic-page", "guideline", "regulator", "press-release", "sponsored-post"]
TREATMENTS = ["therapy", "variant one", "variant of one", "variant two", "surgery", "keyhole surgery", "pills"]
CONDITIONS = ["pattern hair loss", "traction alopecia", "hair loss", "pattern hair loss", "traction alopecia"]
POPULATIONS = ["adults", "men", "women"]
WORDINGS = ["{treatment} works at night", "{treatment} works  at NIGHT"]
ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700"]
DATES = [None, "2019", "2020", "2020", "2020-01", "2020-02", "2021"]
BODIES = ["Hair Clinic", "NICE UK", "hair  clinic"]
#: One person under several spellings, initials that may be theirs, and a body that also publishes.
AUTHORS: list[Record] = [
    {"name": JANE},
    {"name": "jane  smith"},
    {"name": JANE, "orcid": ORCIDS[0]},
    {"name": JANE, "orcid": ORCIDS[1]},
    {"name": "J Smith", "orcid": ORCIDS[0]},
    {"name": "J. Smith"},
    {"name": "Smith J"},
    {"name": JOHN},
    {"name": JOHN, "orcid": ORCIDS[1]},
    {"name": "Hair Clinic"},
]
#: Low and high, None where open: apart, across each other, touching, a tenth around, open at either end.
RANGES = [(1, 2), (2, 3), (3, 4), (2, 2), (2.2, 2.2), (2.5, 3), (3, 3), (0.5, 0.5), (6, 6), (6.6, 7), (24, 24), (0, 0)]
OPEN = [(None, 1), (None, 6), (3, None), (12, None)]
UNITS = ["weeks", "months", "months", "years", "sessions", None]

quantities = st.builds(
    lambda name, ends, unit: {
        key: value
        for key, value in {"name": name, "low": ends[0], "high": ends[1], "unit": unit}.items()
        if value is not None
    },
    st.sampled_from(["time to results", "time to results", "Time  to Results", "duration"]),
    st.sampled_from([*RANGES, *OPEN]),
    st.sampled_from(UNITS),
)


@st.composite
def claims(draw: st.DrawFn, subject: Record) -> Record:
    """A claim on a subject: one aspect, a few treatments, and at times a part of the frame that narrows it."""
    treatment, aspect = draw(st.sampled_from(subject["treatments"])), subject["aspect"]
    fields: Record = {
        "aspect": aspect,
        "treatment": treatment,
        "condition": draw(_seldom(CONDITIONS)),
        "population": draw(_seldom(POPULATIONS)),
        "outcome": draw(_seldom(["hair density", "Hair  Density", "hair count"])),
        "certainty": draw(_seldom(["hedged", "speculative"])),
        "author": draw(_seldom([JANE, JOHN, "J. Smith", "Ann Lee"])),
        "status": draw(_seldom(["proposed", "rejected", "withdrawn"], 10)),
        "proposition": draw(_seldom(WORDINGS)),
    }
    others = [name for name in TREATMENTS if name != treatment]
    if aspect == "comparison":
        others = [name for name in subject["treatments"] if name != treatment] or others
        fields["comparator"] = draw(st.permutations(others))[: draw(st.sampled_from([0, 1, 1, 2]))] or None
    else:
        fields["comparator"] = draw(_seldom(others))
    if aspect == "regulation":
        fields["regulator"] = draw(st.sampled_from([None, "FDA", "fda", "TGA"]))
    stance = None if aspect == "timing" else draw(st.sampled_from([*subject["stances"], S, R, N, None]))
    if stance is None or draw(st.integers(0, 3)) == 0:
        fields["quantity"] = draw(quantities)
    return claim(stance, **fields)


def _exactly(number: int, strategy: st.SearchStrategy[Record]) -> st.SearchStrategy[list[Record]]:
    return st.lists(strategy, min_size=number, max_size=number)


def _seldom(values: list[str], of: int = 5) -> st.SearchStrategy[str | None]:
    """Nothing but once in ``of``: a rule shows where the rest is equal."""
    return st.integers(1, of).flatmap(lambda drawn: st.sampled_from(values) if drawn == of else st.none())


def _surname(author: Record) -> str:
    """Return the last word of a name: no source is signed twice by one who may be the same person."""
    return str(author["name"]).casefold().split()[-1]


@st.composite
def bases(draw: st.DrawFn) -> list[Record]:
    """Source records, each of which may derive from one before it, over a few of the treatments."""
    subjects = st.fixed_dictionaries(
        {
            "treatments": st.integers(1, 4).flatmap(
                lambda most: st.permutations(TREATMENTS).map(lambda each: each[:most])
            ),
            "aspect": st.sampled_from(ASPECTS),
            "stances": st.sampled_from([[S, R, S, R, N], [S, S, S, S, S]]),
        }
    )
    subject = st.sampled_from(draw(st.lists(subjects, min_size=1, max_size=2)))
    made = []
    for number in range(draw(st.integers(2, 8))):
        fields: Record = {
            "kind": draw(st.sampled_from(SOURCE_KINDS)),
            "publisher": draw(st.sampled_from([None, *BODIES])),
            "sponsor": draw(st.sampled_from([None, *BODIES])),
            "authors": draw(st.lists(st.sampled_from(AUTHORS), max_size=2, unique_by=_surname)),
            "published": draw(st.sampled_from(DATES)),
            "derived_from": f"s{draw(st.integers(0, number - 1))}" if number and draw(st.integers(0, 3)) == 0 else None,
        }
        said = draw(_exactly(draw(st.integers(1, 4)), subject.flatmap(claims)))
        made.append(source(f"s{number}", *said, **{name: value for name, value in fields.items() if value}))
    return made


def asked_of(records: list[Record]) -> list[str | None]:
    """Return what to ask a base: for all of it, then for each treatment that something is said of."""
    return [None, *sorted({each["treatment"] for record in records for each in record["claims"]})]
