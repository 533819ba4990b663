"""A report as JSON: the record itself."""

import msgspec

from kb.escaping import json_safe
from kb.records import Report


def render_json(report: Report) -> str:
    """Return ``report`` as JSON, with every character that could command a terminal as an escape."""
    return json_safe(msgspec.json.format(msgspec.json.encode(report), indent=2).decode()) + "\n"
