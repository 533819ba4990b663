"""How many sources a load brought is told, also of those that have no claims which could be counted."""

from kb.records import FileReport, SourceCounts
from tests.building import Desk, claim, source
from tests.cli.running import Shell
from tests.loading_articles.writing import TEXT, jats, only_file, page

HEADER = "file,added,changed,unchanged,withdrawn,rejected,errors,quotes,"


def counted(file: FileReport) -> tuple[int, int, int, int]:
    told = file.sources
    return told.added, told.changed, told.unchanged, told.without_claims


def test_a_record_without_claims_counts_as_a_source(desk: Desk) -> None:
    desk.write("s.xml", jats())
    path = desk.write("s.json", source("s"))
    assert counted(only_file(desk.base.load(path))) == (1, 0, 0, 1)
    assert counted(only_file(desk.base.load(path))) == (0, 0, 1, 1)
    desk.write("s.xml", jats(text="Other words.\n"))
    assert counted(only_file(desk.base.load(path))) == (0, 1, 0, 1)


def test_an_article_counts_as_a_source_beside_what_it_counted_as_before(desk: Desk) -> None:
    path = desk.write("a.md", page())
    file = only_file(desk.base.load(path))
    assert (file.added, counted(file)) == (1, (1, 0, 0, 1))
    file = only_file(desk.base.load(path))
    assert (file.unchanged, counted(file)) == (1, (0, 0, 1, 1))
    file = only_file(desk.base.load(path, title="Better"))
    assert (file.changed, counted(file)) == (1, (0, 1, 0, 1))


def test_a_source_of_which_only_a_claim_has_changed_is_unchanged(desk: Desk) -> None:
    desk.load(source("s", claim(key="a")), source("t"))
    file = only_file(desk.load(source("s", claim(key="a", outcome="density")), source("t", derived_from="s")))
    assert (file.changed, counted(file)) == (2, (0, 1, 1, 1))


def test_what_is_rejected_counts_no_source(desk: Desk) -> None:
    assert only_file(desk.base.load(desk.write("a.txt", TEXT))).sources == SourceCounts()


def test_the_terminal_says_how_many_sources_where_some_have_no_claims(shell: Shell, desk: Desk) -> None:
    for number in range(3):
        desk.write(f"in/{number}.xml", jats(doi=f"10.1000/{number}"))
        desk.write(f"in/{number}.json", source(f"s{number}"))
    lines = shell("load", desk.folder / "in").out.splitlines()
    assert [line.split() for line in lines[1:-1]] == [[f"{number}.json", *"00000"] for number in range(3)]
    assert lines[-1] == "3 sources: 3 new"
    desk.write("in/1.xml", jats(doi="10.1000/1", text="Other words.\n"))
    desk.write("in/4.json", source("s4", claim()))
    assert shell("load", desk.folder / "in").out.splitlines()[-1] == "4 sources: 1 new, 1 changed, 2 unchanged"


def test_the_terminal_counts_claims_alone_where_every_source_has_some(shell: Shell, desk: Desk) -> None:
    assert shell("load", desk.write("r.json", source("s", claim()))).out.splitlines()[1:] == [
        f"{desk.folder / 'r.json'}      1        0          0          0         0"
    ]


def test_json_and_csv_have_the_numbers_of_sources_beside_the_others(shell: Shell, desk: Desk) -> None:
    path = desk.write("a.md", page())
    (file,) = shell("load", path, "--format", "json").json["files"]
    assert " ".join(file) == "file added changed unchanged withdrawn rejected errors quotes sources"
    assert file["sources"] == {"added": 1, "changed": 0, "unchanged": 0, "without_claims": 1}
    out = shell("load", path, "--format", "csv").out
    assert out.splitlines() == [
        f"{HEADER}sources_added,sources_changed,sources_unchanged,sources_without_claims",
        f"{path},0,0,1,0,0,,,0,0,1,1",
    ]
