"""The Python API: what it refuses, and that the examples in its docstrings run."""

import doctest
import threading
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType

import pytest

import kb
from kb import KnowledgeBase, knowledge_base
from kb.errors import NotFoundError, UsageError
from kb.knowledge_base import asking, changing, keeping, reporting
from kb.records import ClaimRecord


@pytest.mark.parametrize(
    "module", [kb, knowledge_base, asking, changing, keeping, reporting], ids=lambda module: module.__name__
)
def test_the_examples_in_the_docstrings_run(module: ModuleType) -> None:
    result = doctest.testmod(module, extraglobs={"KnowledgeBase": KnowledgeBase})
    assert result.attempted > 0
    assert result.failed == 0


def go_through_twice(base: KnowledgeBase) -> None:
    with base.loading(seeds=True) as run:
        assert len(list(run)) == 3
        list(run)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda base: base.claims("stems", stance="refute"),
            "stance: 'refute' is not one of supports, refutes, neutral; did you mean refutes?",
        ),
        (
            lambda base: base.disagreements(kind="contradicton"),
            "disagreement: 'contradicton' is not one of contradiction, self-contradiction, numeric, reversal,"
            " unconfirmed; did you mean contradiction?",
        ),
        (lambda base: base.claims("stems", since="soon"), "'soon' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD"),
        (
            lambda base: base.load(stream=StringIO("source:"), stream_format="yaml"),
            "the stream gives text; open it in binary mode",
        ),
        (
            lambda base: base.load(stream=BytesIO(), stream_format="jsn"),
            "a stream has no suffix: say its format, one of yaml, json, jsonl, csv; did you mean json?",
        ),
        (
            lambda base: base.add_source({}, [ClaimRecord(treatment="cold cap")], defaults={"certainty": "hedged"}),
            "defaults go with dictionaries; a ClaimRecord says all of a claim itself",
        ),
        (lambda base: base.add_source({}, article=b"text"), "the article is given as text; decode it"),
        (lambda base: base.add_source({}, article="a\ud800b"), "half of a surrogate pair in a text; take it out"),
        (lambda base: base.add_source({"title": "a\x00b"}), "a NUL character in a text; take it out"),
        (
            lambda base: base.add_source({"title": 1j}),
            "1j is no value of a source record; give texts, numbers, lists and dictionaries",
        ),
        (lambda base: go_through_twice(base), "a load is gone through once; make another one"),
        (lambda base: base.load(), "nothing to load: name a file or folder, or ask for the seeds"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(ask: Callable[[KnowledgeBase], object], message: str) -> None:
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True)
        with pytest.raises(UsageError) as raised:
            ask(base)
    assert str(raised.value) == message


def test_a_folder_of_articles_that_is_not_there_is_told() -> None:
    with KnowledgeBase.in_memory() as base, pytest.raises(NotFoundError) as raised:
        base.load(seeds=True, texts="nowhere")
    assert str(raised.value) == "nowhere: no such folder of articles"


def test_a_face_has_nothing_else() -> None:
    with pytest.raises(AttributeError):
        getattr(kb, "Nothing")  # noqa: B009


def test_threads_make_and_check_bases_of_their_own_at_once() -> None:
    done: list[str] = []

    def make_and_check() -> None:
        with KnowledgeBase.in_memory() as base:
            done.extend(check.result for check in base.check() if check.name == "schema")

    threads = [threading.Thread(target=make_and_check) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == ["passed"] * 8


def test_a_base_in_memory_refuses_another_thread() -> None:
    told: list[str] = []

    def ask(base: KnowledgeBase) -> None:
        try:
            base.sources()
        except UsageError as error:
            told.append(str(error))

    with KnowledgeBase.in_memory() as base:
        thread = threading.Thread(target=ask, args=(base,))
        thread.start()
        thread.join()
    assert told == ["a base in memory belongs to the thread that made it; open one on disk for several"]


def test_threads_share_a_base(tmp_path: Path) -> None:
    found: list[int] = []
    with KnowledgeBase.open(tmp_path / "kb.sqlite", create=True) as base:
        base.load(seeds=True)
        threads = [threading.Thread(target=lambda: found.append(len(base.claims("stems")))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [23] * 4
