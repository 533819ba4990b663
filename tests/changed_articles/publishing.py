"""An article with three quotes, and what its publisher made of it."""

from tests.building import Desk, claim, source

FIRST = "Cold caps were given to forty people."
FIGURE = "After half a year 12 of them had more hair."
HARM = "Nobody was hurt by them."
LASTS = "The effect lasted for years."
TEXT = f"{FIRST} {FIGURE} They came back in spring. {HARM} Some were asked again.\n\n{LASTS} More will be known soon.\n"
#: A figure is another, a sentence has gone to the end, one came in.
EDITED = (
    f"{FIRST} {FIGURE.replace('12', '11')} They came back in spring. Some were asked again.\n\nThis is new here."
    f" {LASTS} More will be known soon. {HARM}\n"
)
QUOTES = {"figure": "12 of them had more hair", "harm": "Nobody was hurt", "lasts": "The effect lasted for years"}


def published(desk: Desk, *texts: str, **quotes: str) -> None:
    """Load the source ``caps`` with its quotes, then each text of it."""
    claims = [claim(key=key, quote=quote, outcome=key) for key, quote in (quotes or QUOTES).items()]
    desk.load(source("caps", *claims, title="Cold caps"))
    for text in texts:
        desk.base.load(desk.write("caps.txt", text), attach="caps")
