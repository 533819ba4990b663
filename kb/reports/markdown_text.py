"""Text from outside in a page of Markdown: shown as it stands, acting nowhere."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kb.escaping import markdown_cell

_WWW = re.compile(r"(?i)(?<![^\W_])(www)\.")


@lru_cache(maxsize=10_000)
def inert(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that Markdown, HTML or GitHub would act on."""
    return _WWW.sub(r"\1\\.", markdown_cell(text))


def linked(shown: str, address: str) -> str:
    """Return a link to ``address``, of which nothing can end the link."""
    return f"[{inert(shown)}](<{address}>)"


def parted(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of ``blocks``, with an empty one between two of them."""
    for number, lines in enumerate(blocks):
        if number:
            yield ""
        yield from lines
