"""A report as a page: what the templates are given, and how they are filled."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb import phrases
from kb.escaping import visible
from kb.records import Report
from kb.reports.addresses import addresses
from kb.reports.page.anchors import source_anchor
from kb.reports.page.bars import Scale, count_agreed
from kb.reports.page.entries import read_entries
from kb.reports.page.glance import read_glance
from kb.reports.page.register import Register
from kb.running_text import count_of, listed
from kb.vocabulary import Aspect

#: How many pieces of the page are joined before they are given out.
_AT_ONCE = 500
#: Of a long list, how many stand open; the others are folded, not left out.
_OPENED = 40
_TEMPLATES = Path(__file__).parent / "templates"


def render_page(report: Report) -> Iterator[str]:
    """Yield ``report`` as HTML, part by part."""
    style = (_TEMPLATES / "style.css").read_text("utf-8")
    register = Register(report)
    entries = read_entries(report.disagreements, register)
    glance = read_glance(entries)
    agreed = (*report.agreements, *report.open_questions)
    page = (
        _environment()
        .get_template("report.html")
        .stream(
            report=report,
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            register=register,
            entries=entries,
            glance=glance,
            opened=_OPENED,
            one_sided=[(found.treatment, each) for found in report.coverage for each in found.one_sided],
            scale=Scale(filter(None, (*(row.voices for row in glance), *map(count_agreed, agreed)))),
        )
    )
    page.enable_buffering(_AT_ONCE)
    yield from page


def _environment() -> Environment:
    """Return what fills the templates: every text is made visible, then escaped, wherever it comes from."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        addresses=addresses,
        aspects={aspect.value: aspect.description for aspect in Aspect},
        count_agreed=count_agreed,
        count_of=count_of,
        phrases=phrases,
        source_anchor=source_anchor,
    )
    environment.filters.update(listed=listed)
    return environment


def _inert(value: object) -> object:
    """Return a text without anything in it that turns or hides what stands around it; markup of kb's own as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
