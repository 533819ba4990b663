"""The doors between the rooms of kb, what start-up may cost, and how large a file or function may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kb"
FACE = "kb"

WORDS = {
    "dates",
    "errors",
    "escaping",
    "evidence",
    "limits",
    "location",
    "naming",
    "packaged",
    "phrases",
    "quantities",
    "records",
    "running_text",
    "uninterrupted",
    "user",
    "vocabulary",
    "web_addresses",
}
"""The modules that every room may use. A new module beside the rooms needs a place here, or a room of its own."""

ROOMS = {
    "words": {"words"},
    "quoting": {"quoting", "words"},
    "reading": {"reading", "words", "quoting"},
    "proposing": {"proposing", "words", "quoting"},
    "store": {"store", "words", "quoting"},
    "analysis": {"analysis", "store", "words", "quoting"},
    "reports": {"reports", "words"},
    "loading": {"loading", "reading", "proposing", "store", "analysis", "reports", "words", "quoting"},
    "merging": {"store", "analysis", "words"},
    "exporting": {"exporting", "store", "analysis", "words"},
    "knowledge_base": {
        "knowledge_base",
        "merging",
        "exporting",
        "loading",
        "reading",
        "proposing",
        "store",
        "analysis",
        "reports",
        "words",
        "quoting",
    },
    "face": {"knowledge_base", "words"},
    "cli": {"cli", "knowledge_base", "face", "words"},
    "__main__": {"cli"},
}
"""Each room, and the rooms that it may import from."""

KEEPERS_OF_THE_DATABASE = {"store", "analysis", "loading", "merging", "exporting", "knowledge_base"}
AVOIDED_NAMES = {"common", "handler", "handlers", "helper", "helpers", "manager", "misc", "util", "utils"}

MODULES = sorted(PACKAGE.rglob("*.py"))


@dataclass(frozen=True)
class Import:
    """One imported module, wherever in its file it is named."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Return the room of a module of kb, which must be one of those above."""
    first = module.removeprefix(FACE).lstrip(".").partition(".")[0]
    room = "words" if first in WORDS else first or "face"
    assert room in ROOMS, f"{module} is in no room of this test"
    return room


def in_package(module: str) -> bool:
    return module.partition(".")[0] == FACE


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def imports(path: Path) -> tuple[Import, ...]:
    """Return every import of a file: at its top, in functions, and for the type checker alone."""
    return tuple(
        Import(module_name(path), name, getattr(node, "lineno", 0))
        for node in ast.walk(syntax(path))
        for name in imported_by(node)
    )


def imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"line {node.lineno}: say in full what is imported"
        for alias in node.names:
            submodule = f"{node.module}.{alias.name}"
            yield submodule if submodule in KNOWN else str(node.module)


KNOWN = {module_name(path) for path in MODULES}


def every_import() -> Iterator[Import]:
    for path in MODULES:
        yield from imports(path)


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_room_imports_only_through_its_doors(path: Path) -> None:
    doors = ROOMS[room_of(module_name(path))]
    outside = [each for each in imports(path) if in_package(each.imported) and room_of(each.imported) not in doors]
    assert not outside, ", ".join(map(str, outside))


def test_quoting_knows_the_vocabulary_and_nothing_else_of_kb() -> None:
    room = [path for path in MODULES if room_of(module_name(path)) == "quoting"]
    used = {each.imported for path in room for each in imports(path) if in_package(each.imported)}
    assert {name for name in used if room_of(name) != "quoting"} == {"kb.vocabulary"}


@pytest.mark.parametrize("module", ["errors", "vocabulary"])
def test_errors_and_vocabulary_import_nothing_of_kb(module: str) -> None:
    assert not [each for each in imports(PACKAGE / f"{module}.py") if in_package(each.imported)]


def test_no_module_imports_itself_in_a_circle() -> None:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for each in every_import():
        if in_package(each.imported):
            sorter.add(each.importer, each.imported)
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_only_the_keepers_of_the_database_know_sqlalchemy() -> None:
    users = [each for each in every_import() if each.imported.partition(".")[0] == "sqlalchemy"]
    assert users
    assert not [str(each) for each in users if room_of(each.importer) not in KEEPERS_OF_THE_DATABASE]


def test_alembic_has_one_door() -> None:
    users = {each.importer for each in every_import() if each.imported.partition(".")[0] == "alembic"}
    assert users == {"kb.store.migrating"}


def test_only_the_command_line_knows_typer_and_rich() -> None:
    users = {room_of(each.importer) for each in every_import() if each.imported.partition(".")[0] in {"typer", "rich"}}
    assert users == {"cli"}


@pytest.mark.parametrize("parser", ["lxml", "trafilatura", "pypdfium2"])
def test_only_the_readers_of_articles_know_their_parsers(parser: str) -> None:
    users = {each.importer for each in every_import() if each.imported.partition(".")[0] == parser}
    assert users
    assert not [user for user in users if not user.startswith("kb.reading.articles.")]


@pytest.mark.parametrize("way_out", ["urllib3", "http", "socket", "ssl", "requests", "httpx"])
def test_only_the_fetch_knows_the_network(way_out: str) -> None:
    users = {each.importer for each in every_import() if each.imported.partition(".")[0] == way_out}
    assert not [user for user in users if not user.startswith("kb.reading.fetching.")]


def speaks_or_leaves(node: ast.AST) -> bool:
    """Whether ``node`` writes to a standard stream or ends the process."""
    if isinstance(node, ast.Name):
        return node.id in {"print", "exit", "quit", "SystemExit"}
    if isinstance(node, ast.Attribute):
        return ast.unparse(node) in {"sys.exit", "sys.stdout", "sys.stderr", "os._exit", "typer.Exit", "typer.Abort"}
    return False


def test_the_command_line_speaks_and_leaves() -> None:
    assert any(speaks_or_leaves(node) for node in ast.walk(syntax(PACKAGE / "cli" / "app.py")))


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(module_name(path)) != "cli"], ids=shown)
def test_no_other_room_prints_or_exits(path: Path) -> None:
    assert not [f"line {node.lineno}" for node in ast.walk(syntax(path)) if speaks_or_leaves(node)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_function_has_at_most_60_lines(path: Path) -> None:
    functions = [node for node in ast.walk(syntax(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [node.name for node in functions if node.end_lineno and node.end_lineno - node.lineno >= 60]


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "__init__"], ids=shown)
def test_a_file_is_named_after_its_subject(path: Path) -> None:
    assert path.stem not in sys.stdlib_module_names
    assert path.stem not in AVOIDED_NAMES


HEAVY = (
    "sqlalchemy",
    "alembic",
    "yaml",
    "pint",
    "rapidfuzz",
    "rich.table",
    "lxml",
    "trafilatura",
    "pypdfium2",
    "urllib3",
)

RUN = """
import sys
from kb.cli.app import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = {heavy!r}
print("imported:", *[name for name in heavy if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["claims", "--help"],
        ["search", "--help"],
        ["load", "--help"],
        ["merge", "--help"],
        ["export", "--help"],
        ["report", "--help"],
        ["verify", "--help"],
        ["diff", "--help"],
    ],
    ids=" ".join,
)
def test_help_imports_neither_the_database_nor_a_parser(arguments: list[str]) -> None:
    command = [sys.executable, "-c", RUN.format(heavy=HEAVY), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert ran.stdout
    assert ran.stderr == "imported:\n"


def test_the_package_offers_its_face_without_importing_it() -> None:
    program = "import sys, kb; print([name for name in sys.modules if name.partition('.')[0] in ('kb', 'sqlalchemy')])"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert ran.stdout == "['kb']\n"


def test_the_package_has_nothing_that_it_does_not_name() -> None:
    import kb

    with pytest.raises(AttributeError) as raised:
        kb.Knowledge  # noqa: B018
    assert str(raised.value) == "module 'kb' has no attribute 'Knowledge'"
