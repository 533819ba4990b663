"""What publishers do to a text: passages are cut, inserted, duplicated, swapped and shuffled."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st

from kb.quoting.flattening import flatten
from tests.realdata.convert import read_lines

SENTENCES = [
    *("It works.", "It does not work.", "It works in men.", "Hair grew by 0.5 mm in 6–8 months.", "It works.", "Yes!"),
    *("No effect was seen; none.", "Is it safe?", "効果がある。", "The patient's hair can't grow.", "1. Hair grew"),
]
JOINTS = [" ", " ", " ", "\n", "\n\n", "  "]


def generated_texts() -> st.SearchStrategy[str]:
    """Texts in which much recurs."""
    part = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS))
    return st.lists(part, min_size=1, max_size=14).map(lambda parts: "".join(map("".join, parts)).strip())


@st.composite
def edits(draw: st.DrawFn, text: str) -> str:
    """The text after a few edits, mostly between its words."""
    seam = r"(?<=[.!?])\s+|\n\s*" if draw(st.booleans()) else r"\s+"
    seams = [0, *(match.end() for match in re.finditer(seam, text))]
    parts = [text[start:end] for start, end in pairwise([*seams, len(text)])]
    for _ in range(draw(st.integers(0, 3))):
        if not parts:
            break
        at = draw(st.integers(0, len(parts) - 1))
        to = draw(st.integers(at, min(len(parts), at + 6)))
        passage = parts[at:to]
        match draw(st.sampled_from(["cut", "insert", "duplicate", "move", "shuffle"])):
            case "cut":
                parts[at:to] = []
            case "insert":
                parts[at:at] = [draw(st.sampled_from(["New words came in. ", "not ", "in", "An advertisement!\n\n"]))]
            case "duplicate":
                into = draw(st.integers(0, len(parts)))
                parts[into:into] = passage
            case "move":
                parts[at:to] = []
                into = draw(st.integers(0, len(parts)))
                parts[into:into] = passage
            case "shuffle":
                parts[at:to] = draw(st.permutations(passage))
    return "".join(parts)


def spans_of_words(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """Where whole words of the text stand."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    pairs = st.tuples(st.integers(0, len(words) - 1), st.integers(0, 25))
    return pairs.map(lambda pair: (words[pair[0]][0], words[min(len(words) - 1, sum(pair))][1]))


def stand_but_for_a_blank(text: str, words: str) -> bool:
    """Whether the words stand there, with a blank more or less between two sentences of a script without blanks."""
    bare, others = (re.sub(r"(?<=。) ", "", flatten(each)) for each in (words, text))
    return bare in others


@cache
def real_texts(shared: Path) -> list[str]:
    """Abstracts of trials and of articles, some of them in lines of 80 characters."""
    data = shared / "data"
    trials = [row["abstract"] for row in read_lines(data / "evidence_inference_sample.jsonl")]
    articles = [row["text"] for row in read_lines(data / "dismech_references.jsonl")]
    return [text for text in trials[::10] + articles[::20] if text.strip()]
