"""Whatever is loaded, edited, read anew or joined: kb leaves a base that passes every check of its own."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb import KnowledgeBase
from tests.building import Desk, claim, source
from tests.storing import stored_desk
from tests.test_loading_properties import ARTICLE, Identified, histories, load, open_with_vocabulary

#: What may become of an article: passages move, go, come twice.
ARTICLES = st.sampled_from(
    [
        ARTICLE,
        f"Now: {ARTICLE}",
        ARTICLE.replace("word1 stands", "word1  stands"),
        ARTICLE.replace("word2 stands", "It is not true that word2 stands"),
        ARTICLE.replace("Twice said. Twice said.", "Twice said."),
        ARTICLE + " " + ARTICLE,
        "word3 and nothing else",
    ]
)


def faults(desk: Desk) -> dict[str, list[str]]:
    return {each.name: each.problems for each in desk.base.check() if each.result == "failed"}


@settings(max_examples=12, deadline=None)
@given(histories(), st.lists(ARTICLES, min_size=3, max_size=3))
def test_a_base_is_sound_after_any_edits_of_record_and_article(history: list[Identified], articles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        for version, article in zip(history, articles, strict=True):
            desk.write("article.txt", article)
            load(desk, version)
            assert faults(desk) == {}


@settings(max_examples=12, deadline=None)
@given(histories())
def test_a_base_is_sound_after_a_vocabulary_takes_in_what_claims_have_used(history: list[Identified]) -> None:
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        desk.write("article.txt", ARTICLE)
        for version in history:
            load(desk, version)
        desk.vocabulary(
            treatments=[
                {"name": "Minoxidil", "aliases": ["variant B"], "identifiers": {"scheme": "1"}},
                {"name": "variant a", "parent": "therapy", "aliases": ["variant 1"]},
                "Therapy",
            ],
            conditions=[{"name": "baldness", "aliases": ["hair loss"]}],
        )
        assert faults(desk) == {}
        load(desk, history[0])
        assert faults(desk) == {}


@settings(max_examples=12, deadline=None)
@given(histories())
def test_a_base_is_sound_after_merges_and_loads_that_follow(history: list[Identified]) -> None:
    with tempfile.TemporaryDirectory() as folder, stored_desk(Path(folder)) as desk:
        open_with_vocabulary(desk)
        load(desk, history[0])
        desk.load(source("other", claim(author="Ann O. Other", condition="baldness", proposition="{treatment} works")))
        desk.load(source("more", claim(author="Ann Other", condition="hair loss", treatment="cold cap")))
        desk.base.merge("author", "Ann O. Other", "Ann Other")
        desk.base.merge("condition", "baldness", "hair loss")
        desk.base.merge(
            "proposition", "{treatment} works", "{treatment} brings a worthwhile improvement in {condition}"
        )
        desk.base.merge("treatment", "cold cap", "therapy")
        assert faults(desk) == {}
        for version in history:
            load(desk, version)
            assert faults(desk) == {}


def test_the_packaged_examples_are_sound() -> None:
    with KnowledgeBase.in_memory() as base:
        base.load(seeds=True)
        checks = base.check()
    assert {each.name: each.problems for each in checks if each.result == "failed"} == {}
    assert [each.name for each in checks if each.result == "skipped"] == ["snapshots", "quotes"]
