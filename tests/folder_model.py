"""A folder of source files that somebody works on: what lies in it, and every edit that it may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.building import Desk, Record, source
from tests.test_loading_properties import FIELDS, Identified, without_nones
from tests.written import SUFFIXES, written

Draw = Callable[..., Any]
NOWHERE = "nowhere"

#: Names in one spelling each, so that a claim reads back as it was given.
CLAIM_FIELDS = FIELDS | {
    "treatment": st.sampled_from(["therapy", "variant a"]),
    "regulator": st.sampled_from([None, "FDA"]),
    "interest": st.sampled_from([None, "commercial"]),
    "evidence": st.sampled_from(["cohort", "laboratory"]),
}
del CLAIM_FIELDS["outcome"], CLAIM_FIELDS["quote"]
SOURCE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["A title", "Another title"]),
    "published": st.sampled_from([None, "2021", "2021-03"]),
    "authors": st.sampled_from([None, [{"name": "Ann Other"}], [{"name": "Body AB"}, {"name": "Ann Other"}]]),
}


@dataclass
class Work:
    """A source as its record gives it. It derives only from works of a lower ``rank``, so that no circle comes up."""

    key: str
    rank: int
    fields: Record = field(repr=False)
    claims: Identified = field(default_factory=dict, repr=False)
    gone: Identified = field(default_factory=dict, repr=False)
    """Claims that were taken out and may come back."""
    origin: str | None = None

    @property
    def record(self) -> Record:
        fields = without_nones(self.fields | {"derived_from": self.origin})
        return source(self.key, *map(without_nones, self.claims.values()), **fields)


@dataclass
class Folder:
    """Works by the name of the file that they lie in; ``aside`` are those of files that were taken out."""

    files: dict[str, list[Work]] = field(default_factory=dict)
    aside: list[Work] = field(default_factory=list)
    names: int = 0

    @property
    def works(self) -> list[Work]:
        return [work for works in self.files.values() for work in works]

    def new_name(self) -> int:
        self.names += 1
        return self.names

    def new_file(self, draw: Draw, works: Iterable[Work]) -> None:
        """Put ``works`` into a file of a new name, in any format."""
        self.files[f"{draw(st.integers(0, 9))}-{self.new_name()}{draw(st.sampled_from(SUFFIXES))}"] = list(works)

    def put(self, draw: Draw, work: Work) -> None:
        """Put ``work`` into a file that is there, or a new one."""
        name = draw(st.sampled_from(["new", *self.files]))
        if name == "new":
            self.new_file(draw, [work])
        else:
            self.files[name].insert(draw(st.integers(0, len(self.files[name]))), work)

    def write(self, desk: Desk) -> None:
        """Make the folder "in" of ``desk`` hold the files, and no others."""
        for path in desk.folder.glob("in/*"):
            path.unlink()
        for name, works in self.files.items():
            desk.write(f"in/{name}", written(f".{name.rpartition('.')[2]}", *(work.record for work in works)))

    def tidy_up(self) -> None:
        self.files = {name: works for name, works in self.files.items() if works}


def new_folder(draw: Draw) -> Folder:
    """Return a folder of a few works."""
    folder = Folder()
    for _ in range(draw(st.integers(2, 4))):
        add_work(folder, draw)
    return folder


def edit(folder: Folder, draw: Draw) -> None:
    """Do something to the folder."""
    step = draw(st.sampled_from(STEPS), label="step")
    step(folder, draw)
    folder.tidy_up()


def new_claim(folder: Folder, draw: Draw) -> tuple[str, Record]:
    """Return a claim that is known by an outcome of its own and either its key or words that never change."""
    name = str(folder.new_name())
    fields = {each: draw(values) for each, values in CLAIM_FIELDS.items()}
    key = {"key": f"key-{name}"} if draw(st.booleans()) else {}
    return name, {**fields, **key, "outcome": f"outcome {name}", "quote": f"words of {name}"}


def add_work(folder: Folder, draw: Draw) -> None:
    fields = {name: draw(values) for name, values in SOURCE_FIELDS.items()}
    number = folder.new_name()
    work = Work(f"s{number}", draw(st.sampled_from([number, -number])), fields)
    for _ in range(draw(st.integers(1, 4))):
        name, claim = new_claim(folder, draw)
        work.claims[name] = claim
    work.origin = draw(st.sampled_from(_origins(folder, work)))
    folder.put(draw, work)


def _origins(folder: Folder, work: Work) -> list[str | None]:
    every = [*folder.works, *folder.aside]
    return [None, *(each.key for each in every if each.rank < work.rank)]


def _any_work(folder: Folder, draw: Draw) -> Work:
    work: Work = draw(st.sampled_from(folder.works))
    return work


def add_claim(folder: Folder, draw: Draw) -> None:
    name, claim = new_claim(folder, draw)
    _any_work(folder, draw).claims[name] = claim


def edit_claim(folder: Folder, draw: Draw) -> None:
    """Edit any field of a claim but those it is known by."""
    claims = _any_work(folder, draw).claims
    if not claims:
        return
    name = draw(st.sampled_from(sorted(claims)))
    fields = dict(CLAIM_FIELDS)
    if claims[name].get("key") == f"key-{name}":
        words = f"other words of {name}"
        in_context = {"exact": words, "prefix": "these are"}
        fields["quote"] = st.sampled_from([None, words, in_context, [words, f"more words of {name}"]])
    field_name = draw(st.sampled_from(sorted(fields)))
    before = claims[name].get(field_name)
    claims[name] = claims[name] | {field_name: draw(fields[field_name].filter(lambda value: value != before))}


def name_claim(folder: Folder, draw: Draw) -> None:
    """Give a key to a claim that had none."""
    claims = _any_work(folder, draw).claims
    for name in [each for each in claims if "key" not in claims[each]][:1]:
        claims[name] = claims[name] | {"key": f"later-key-{name}"}


def remove_claim(folder: Folder, draw: Draw) -> None:
    work = _any_work(folder, draw)
    if work.claims:
        name = draw(st.sampled_from(sorted(work.claims)))
        work.gone[name] = work.claims.pop(name)


def bring_back_claim(folder: Folder, draw: Draw) -> None:
    works = [work for work in folder.works if work.gone]
    if works:
        work = draw(st.sampled_from(works))
        name = draw(st.sampled_from(sorted(work.gone)))
        work.claims[name] = work.gone.pop(name)


def reorder(folder: Folder, draw: Draw) -> None:
    work = _any_work(folder, draw)
    work.claims = {name: work.claims[name] for name in draw(st.permutations(sorted(work.claims)))}
    for works in folder.files.values():
        works.reverse()


def edit_source(folder: Folder, draw: Draw) -> None:
    name = draw(st.sampled_from(sorted(SOURCE_FIELDS)))
    _any_work(folder, draw).fields[name] = draw(SOURCE_FIELDS[name])


def change_origin(folder: Folder, draw: Draw) -> None:
    work = _any_work(folder, draw)
    work.origin = draw(st.sampled_from(_origins(folder, work)))


def slip(folder: Folder, draw: Draw) -> None:
    """Have a source derive from one that nobody has heard of."""
    _any_work(folder, draw).origin = NOWHERE


def mend(folder: Folder) -> None:
    """Take back every slip."""
    for work in (each for each in [*folder.works, *folder.aside] if each.origin == NOWHERE):
        work.origin = None


def rename_file(folder: Folder, draw: Draw) -> None:
    """Give a file another name, and with it perhaps another format."""
    folder.new_file(draw, folder.files.pop(draw(st.sampled_from(sorted(folder.files)))))


def move_source(folder: Folder, draw: Draw) -> None:
    work = _any_work(folder, draw)
    for works in folder.files.values():
        works[:] = [each for each in works if each is not work]
    folder.put(draw, work)


def split_file(folder: Folder, draw: Draw) -> None:
    works = folder.files[draw(st.sampled_from(sorted(folder.files)))]
    middle = draw(st.integers(0, len(works)))
    folder.new_file(draw, works[middle:])
    del works[middle:]


def join_files(folder: Folder, draw: Draw) -> None:
    one, *others = draw(st.permutations(sorted(folder.files)))
    for other in others[:1]:
        folder.files[one] += folder.files.pop(other)


def remove_file(folder: Folder, draw: Draw) -> None:
    """Take a file out, unless it is the only one."""
    if len(folder.files) > 1:
        folder.aside += folder.files.pop(draw(st.sampled_from(sorted(folder.files))))


def bring_back_source(folder: Folder, draw: Draw) -> None:
    if folder.aside:
        folder.put(draw, folder.aside.pop(draw(st.integers(0, len(folder.aside) - 1))))


#: What is done to claims comes up more often than what is done to files.
STEPS: list[Callable[[Folder, Draw], None]] = [
    *[edit_claim] * 8,
    *[remove_claim] * 4,
    *[bring_back_claim] * 4,
    *[change_origin] * 2,
    add_work,
    add_claim,
    name_claim,
    reorder,
    edit_source,
    slip,
    rename_file,
    move_source,
    split_file,
    join_files,
    remove_file,
    bring_back_source,
]
