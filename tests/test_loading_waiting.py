"""Files that build on one another: when each is tried, and what is said of those that cannot land."""

import signal
import socket
import threading

import pytest

from kb.loading.waiting import LoadOrder
from kb.uninterrupted import uninterrupted
from tests.building import Desk, claim, source
from tests.storing import counts


def test_a_file_is_tried_again_when_all_that_it_lacks_has_come() -> None:
    order = LoadOrder.of([1, 1, 1, 1])
    tried = []
    for number in order:
        tried.append(number)
        if tried == [0]:
            order.wait(0, [frozenset({"one"}), frozenset({"two"}), frozenset({"three", "four"})])
        order.landed({1: ["one"], 2: ["three"], 3: ["two"]}.get(number, []))
    assert tried == [0, 1, 2, 3, 0]
    assert not order.is_last_call


def test_a_file_that_still_lacks_something_is_tried_once_more_at_the_end() -> None:
    order = LoadOrder.of([1, 0])
    tried = []
    for number in order:
        tried.append((number, order.is_last_call))
        if tried[-1] == (0, False):
            order.wait(0, [frozenset({"one"}), frozenset({"gone"})])
            order.landed(["one"])
    assert tried == [(1, False), (0, False), (0, True)]


@pytest.mark.parametrize("name", ["v.jsonl", "v.yaml"])
def test_a_parent_may_stand_in_a_later_line_or_document(desk: Desk, name: str) -> None:
    child, parent = '{"treatments": [{"name": "a", "parent": "b"}]}', '{"treatments": [{"name": "b"}]}'
    content = f"{child}\n{parent}\n" if name.endswith("l") and "json" in name else f"{child}\n---\n{parent}\n"
    (file,) = desk.base.load(desk.write(name, content)).files
    assert (file.errors, counts(file)) == ([], (2, 0, 0, 0, 0))
    assert [(row.name, row.parent) for row in desk.base.treatments()] == [("b", None), ("a", "b")]


def test_a_parent_may_be_a_name_that_only_a_later_file_of_claims_uses(desk: Desk) -> None:
    desk.write("in/1.json", source("s1", claim(), derived_from="s2"))
    desk.write(
        "in/2.yaml", "treatments: [{name: A thing, parent: B thing}]\n---\nsource: {key: s2, title: t, kind: blog}\n"
    )
    desk.write("in/3.json", source("s3", claim(treatment="B thing")))
    assert [file.errors for file in desk.base.load(desk.folder / "in").files] == [[], [], []]


def test_two_files_that_need_one_another_are_told_where_the_other_stands(desk: Desk) -> None:
    desk.write("in/1.json", {"sources": [source("a", derived_from="b"), source("c")]})
    desk.write("in/2.json", {"sources": [source("b"), source("d", derived_from="c")]})
    report = desk.base.load(desk.folder / "in")
    advice = "which could not land; what needs one another goes in one file"
    assert [error.message for file in report.files for error in file.errors] == [
        f"'b' is in {desk.folder / 'in' / '2.json'}:1, {advice}",
        f"'c' is in {desk.folder / 'in' / '1.json'}:1, {advice}",
    ]


def test_an_interrupt_waits_also_where_another_thread_takes_the_signal() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    arrived, told = socket.socketpair()
    told.setblocking(False)
    done = []
    with arrived, told:
        before = signal.set_wakeup_fd(told.fileno())
        try:
            with pytest.raises(KeyboardInterrupt):
                with uninterrupted():
                    signal.pthread_kill(other.ident or 0, signal.SIGINT)
                    arrived.recv(1)
                    done.append("all of it")
                done.append("never")
        finally:
            signal.set_wakeup_fd(before)
    over.set()
    other.join()
    assert done == ["all of it"]


def test_a_thread_that_is_not_the_main_one_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def look() -> None:
        with uninterrupted():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [before]
