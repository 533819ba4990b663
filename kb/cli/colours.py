"""The terminal as answers are printed on it, with one colour a stance."""

import os
from shutil import get_terminal_size

from rich.console import Console
from rich.theme import Theme

from kb.vocabulary import Stance

#: Blue, orange and purple: none of them the colour of right or wrong, each told from the others by who sees red and
#: green alike, each readable on white and on black. They come from the 240 that a terminal's own scheme leaves as they
#: are; of the 16 that it sets, none is readable everywhere.
STANCE_COLOURS: dict[str, int] = {Stance.SUPPORTS: 32, Stance.REFUTES: 166, Stance.NEUTRAL: 133}
_OWN_COLOURS = ("256", "truecolor")
_DUMB = ("dumb", "unknown")
_ANY = 24


def answer_console() -> Console:
    """Return a console as wide as the terminal (80 columns where there is none), plain where it is no terminal.

    With NO_COLOR in the environment, and on a terminal that knows no codes, nothing but text is written.
    """
    console = Console(
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        width=_width(),
        height=_ANY,
        highlight=False,
        emoji=False,
        markup=False,
    )
    has_colours = console.color_system in _OWN_COLOURS
    styles = {stance: f"bold color({colour})" if has_colours else "bold" for stance, colour in STANCE_COLOURS.items()}
    console.push_theme(Theme(styles))
    return console


def _width() -> int | None:
    """Return the width where Rich has it wrong, which takes a terminal without codes for one of 80 columns, and prints
    nothing into the 0 columns that a terminal without a size tells of; else None."""
    is_unsure = os.environ.get("TERM", "").lower() in _DUMB or os.environ.get("COLUMNS") == "0"
    return get_terminal_size().columns if is_unsure else None
