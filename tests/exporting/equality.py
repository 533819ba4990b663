"""What an export must keep: all that a base holds and answers, but for its history."""

from pathlib import Path
from typing import Any

import msgspec

from kb import KnowledgeBase
from tests.building import Desk
from tests.contents import contents
from tests.storing import query

_CURRENT = """
SELECT s.key, t.sha256 FROM source_snapshot x
JOIN source s ON s.id = x.source_id JOIN snapshot t ON t.id = x.snapshot_id
WHERE x.id IN (SELECT max(id) FROM source_snapshot GROUP BY source_id) ORDER BY s.key
"""
_STATUSES = ("accepted", "proposed", "rejected", "withdrawn")


def kept(desk: Desk) -> dict[str, Any]:
    """Return every row of every table by names, numbers digit for digit, without what is history:

    revisions; loads (``contents`` leaves out which one brought what, and when); the digest of a source's record, which
    tells whether the next load brings the same one; texts that were current once; that a quote moved when its text
    changed; and the numbers of comparators, of which their order stays.
    """
    held: dict[str, Any] = dict(contents(desk))
    del held["revision"], held["source_snapshot"], held["snapshot"]
    held["source"] = [{name: value for name, value in row.items() if name != "digest"} for row in held["source"]]
    for row in held["quote"]:
        row["state"] = "verified" if row["state"] == "moved" else row["state"]
    held["claim_comparator"] = [
        [
            row["concept_id"]
            for row in sorted(held["claim_comparator"], key=lambda row: int(row["position"]))
            if row["claim_id"] == each
        ]
        for each in sorted({row["claim_id"] for row in held["claim_comparator"]}, key=repr)
    ]
    held["current text"] = query(desk, _CURRENT)
    return {table: repr(rows) for table, rows in held.items()}


def answers(base: KnowledgeBase) -> dict[str, Any]:
    """Return what a base says: claims of each status, disagreements, what is not comparable, how its quotes stand."""
    told: dict[str, Any] = {
        f"{status} claims on {row.name}": base.claims(row.name, status=status, only=True)
        for row in base.treatments()
        for status in _STATUSES
    }
    told |= {"disagreements": base.disagreements(), "not comparable": base.not_comparable()}
    told |= {"treatments": base.treatments(), "propositions": base.propositions(), "quotes": base.verify()}
    return {name: _without_history(msgspec.to_builtins(each)) for name, each in told.items()}


def _without_history(told: Any) -> Any:
    """Return an answer without the ids, and with a quote that moved as one that stands where it stands."""
    if isinstance(told, list):
        return [_without_history(each) for each in told]
    if not isinstance(told, dict):
        return told
    if "performed" in told:
        told = {**told, "quotes": [each for each in told["quotes"] if each["state"] != "moved"]}
    plain = {
        name: _without_history(value) for name, value in told.items() if name not in ("id", "was_start", "was_end")
    }
    if {"performed", "moved"} <= plain.keys():
        plain["verified"] += plain.pop("moved")
    elif plain.get("state") == "moved":
        plain["state"] = "verified"
    return plain


def written(target: Path) -> dict[str, bytes]:
    """Return every file of an export, by its name."""
    return {path.relative_to(target.parent).as_posix(): path.read_bytes() for path in _files(target)}


def _files(target: Path) -> list[Path]:
    tops = [target] if target.is_dir() else [target, target.parent / f"{target.stem}-texts"]
    return sorted(path for top in tops for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file())


def differences(desk: Desk, blank: Path, form: str) -> list[str]:
    """Export the base of ``desk``, load that into a copy of ``blank`` and into itself; return what is not as it was."""
    target = desk.folder / f"export{form}"
    desk.base.export(target)
    before, history = kept(desk), query(desk, "SELECT count(*) FROM revision")
    copy = desk.folder / f"copy{form}.sqlite"
    copy.write_bytes(blank.read_bytes())
    with KnowledgeBase.open(copy) as base:
        report = base.load(target)
        if refused := [f"{file.file}: {error}" for file in report.files for error in file.errors]:
            return refused
        second = Desk(desk.folder / f"second{form}", base)
        found = _differing("held", before, kept(second)) + _differing("told", answers(desk.base), answers(base))
        again = second.folder / target.name
        second.folder.mkdir()
        base.export(again)
    found += _differing("written", written(target), written(again))
    found += [f"into itself: {error}" for file in desk.base.load(target).files for error in file.errors]
    found += _differing("held after loading it into itself", before, kept(desk))
    if query(desk, "SELECT count(*) FROM revision") != history:
        found.append("loading it into itself left revisions")
    return found


def _differing(what: str, one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    names = [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]
    return [f"{what}: {name}: {one.get(name)!r} is now {other.get(name)!r}" for name in names]
