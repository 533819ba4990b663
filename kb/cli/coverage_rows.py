"""Coverage as flat rows for CSV and Markdown, and in parts."""

from collections.abc import Sequence
from typing import Any

import msgspec

from kb.records import Coverage, CoverageCell, InterestVoices, OneSided, VoicesByInterest
from kb.vocabulary import CoverageState

Flat = dict[str, Any]
#: What a cell says of one stance, in the order of the vocabulary.
_SAID = {"supports": "supports", "refutes": "refutes", "neutral": "not known", "measures": "measures"}

_PRAISE = "for efficacy and silent on"


def part_of(found: Coverage, limit: int | None, offset: int) -> Coverage:
    """Return ``found`` with the part of both of its lists that limit and offset leave."""
    end = None if limit is None else offset + limit
    return msgspec.structs.replace(found, sources=found.sources[offset:end], one_sided=found.one_sided[offset:end])


def said(record: CoverageCell | InterestVoices) -> dict[str, str]:
    """Return by stance how many say so: "supports 2", "not known 1"; nothing where all are silent."""
    return {name: f"{word} {number}" for name, word in _SAID.items() if (number := getattr(record, name))}


def coverage_rows(found: Coverage, one_sided: Sequence[OneSided]) -> list[Flat]:
    """Return one row for each source and aspect, with whether the source is among ``one_sided``."""
    keys = {each.key for each in one_sided}
    return [
        {
            **{f"source_{name}": getattr(source, name) for name in ("key", "title", "kind", "publisher", "published")},
            "source_interest": source.interest,
            "source_authors": "; ".join(source.authors),
            "one_sided": source.key in keys,
            "aspect": aspect,
            **msgspec.structs.asdict(source.cells[aspect]),
        }
        for source in found.sources
        for aspect in found.aspects
    ]


def source_rows(found: Coverage, one_sided: Sequence[OneSided]) -> list[Flat]:
    """Return one row for each source with a column for each aspect, and one of totals: for people to read.

    Of those among ``one_sided`` the last column has what they are silent on.
    """
    silent_on = {each.key: ", ".join(each.silent_on) for each in one_sided}
    rows: list[Flat] = [
        {"source": source.key, "kind": source.kind, "interest": source.interest}
        | {
            aspect: ", ".join(said(source.cells[aspect]).values()) or CoverageState.SILENT.value
            for aspect in found.aspects
        }
        | {_PRAISE: silent_on.get(source.key, "")}
        for source in found.sources
    ]
    if not rows:
        return []
    silent = {total.aspect: f"{total.silent} of {found.sources_in_all}" for total in found.totals}
    return [*rows, {"source": "silent in all", "kind": "", "interest": "", **silent, _PRAISE: ""}]


def voice_rows(found: VoicesByInterest) -> list[Flat]:
    """Return one row for each aspect and interest, with whether the voices are too few to read a pattern from."""
    caution = {total.interest: total.caution for total in found.totals}
    return [msgspec.structs.asdict(row) | {"caution": caution[row.interest]} for row in found.rows]


def interest_rows(found: VoicesByInterest) -> list[Flat]:
    """Return one row for each aspect with a column for each interest, and one of totals: for people to read."""
    rows: list[Flat] = [
        {"aspect": aspect}
        | {row.interest: ", ".join(said(row).values()) or "-" for row in found.rows if row.aspect == aspect}
        for aspect in found.aspects
    ]
    return [*rows, {"aspect": "voices in all"} | {total.interest: total.voices for total in found.totals}]
