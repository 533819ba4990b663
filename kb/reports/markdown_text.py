"""Text from outside in a page of Markdown: shown as it stands, acting nowhere."""

import re
from urllib.parse import quote

from kb.escaping import markdown_cell

_WWW = re.compile(r"(?i)(?<![^\W_])(www)\.")
#: What may stand in the target of a link as it is; a percent sign is taken to begin an escape that is there already.
_IN_ADDRESS = "/:?#=&%+,;~$'@!-._"


def inert(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that Markdown, HTML or GitHub would act on."""
    return _WWW.sub(r"\1\\.", markdown_cell(text))


def linked(shown: str, address: str) -> str:
    """Return a link to ``address``, a URL that may be followed."""
    return f"[{inert(shown)}](<{quote(address, safe=_IN_ADDRESS)}>)"
