"""What kb answers beside what the naive comparison answers, in one form."""

import io
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kb import KnowledgeBase
from tests.analysis.naive.answers import Answer, NaiveBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.records import Disagreement
    from tests.building import Record


@contextmanager
def loaded(records: "Sequence[Record]", vocabulary: Mapping[str, Any]) -> "Iterator[KnowledgeBase]":
    """Give out a base in memory that has loaded all in one stream: twenty of them a second."""
    lines = "\n".join(json.dumps(each) for each in (vocabulary, *records))
    with KnowledgeBase.in_memory() as base:
        (file,) = base.load(stream=io.BytesIO(lines.encode()), stream_format="jsonl").files
        assert not file.errors, file.errors
        yield base


def answered(disagreement: "Disagreement") -> Answer:
    sides = {each.label: (each.voices, sorted(said.reference for said in each.claims)) for each in disagreement.sides}
    treatment, condition = disagreement.treatment, disagreement.condition
    return Answer(disagreement.kind, treatment, disagreement.across_variants, condition, disagreement.score, sides)


def differences(
    records: "Sequence[Record]", vocabulary: Mapping[str, Any], kinds: Collection[str], treatments: Sequence[str | None]
) -> list[str]:
    """Return what the two answer differently, asked for the whole base (None) and for each of ``treatments``."""
    naive, told = NaiveBase(records, vocabulary), []
    with loaded(records, vocabulary) as base:
        for asked in treatments:
            wanted = [each for each in naive.disagreements(asked) if each.kind in kinds]
            found = [answered(each) for each in base.disagreements(asked) if each.kind in kinds]
            told += [f"{asked}: {line}" for line in unequal(wanted, found)]
            one, other = naive.not_comparable(asked), base.count_not_comparable(asked)
            told += [f"{asked}: not comparable: naive {one}, kb {other}"] if one != other else []
    return told


def unequal(wanted: Sequence[Answer], found: Sequence[Answer]) -> list[str]:
    """Return what stands in one of the two lists alone. Where sides are undecided, only who takes part is compared."""
    loose = {_taking_part(each) for each in wanted if each.score is None}
    one, other = (Counter(_form(each, loose) for each in answers) for answers in (wanted, found))
    return [*(f"naive alone: {each}" for each in one - other), *(f"kb alone: {each}" for each in other - one)]


def _form(answer: Answer, loose: Collection[str]) -> str:
    part = _taking_part(answer)
    return part if part in loose else repr(answer)


def _taking_part(answer: Answer) -> str:
    opposed = list(answer.sides.items())[:2] if answer.kind != "unconfirmed" else list(answer.sides.items())
    references = sorted({each for _, (_, said) in opposed for each in said})
    return f"{answer.kind} under {answer.treatment}: {' '.join(references)}"
