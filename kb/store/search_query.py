"""What a user types into a search, as an expression of the full-text index. Any text is taken, and none of it acts.

Words must all be there; ``"words in quotes"`` next to each other; ``begin*`` takes the words that begin so; what has a
``-`` before it must not be there. All else is text: AND, OR, brackets, colons, a quote that does not close.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from kb.errors import UsageError
from kb.store.search_tables import SHOWN_COLUMNS, TOKEN_COLUMN, treatment_token

#: A phrase or a word, a minus before it or not; a quote that does not close belongs to its word.
_PART = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"(?P<phrase_star>\*?)|(?P<word>\S+)')
#: As word processors set quotes, and as kb shows them.
_STRAIGHT = str.maketrans("“”„", '"""')
#: What a stem has lost, of which a word that is not typed to its end may have the beginning: "effecti*", "improvem*".
_ENDINGS = (
    *("ables", "alities", "ally", "ances", "ational", "ations", "atively", "ements", "ences", "ently", "ers", "fully"),
    *("fulness", "ibles", "ically", "ications", "ings", "ions", "isms", "ities", "iveness", "izing", "ments", "ness"),
    *("ously", "ousness"),
)
#: The shortest stem to look for, by how much of an ending was typed: "form*" is not to find "for".
_SHORTEST_STEM = {"i": 4, "a": 5, "e": 5, "f": 5, "m": 5, "n": 5, "o": 5}
_SHORTEST_BEFORE_MORE = 4


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A text that was typed, as the parts of an expression: ``wanted`` must be there, ``unwanted`` must not."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def expression(self) -> str:
        """The expression for an index in which any column may have the words."""
        plain = " ".join(part for part in self.wanted if not part.startswith("("))
        choices = [part for part in self.wanted if part.startswith("(")]
        wanted = " AND ".join(filter(None, [f"({plain})" if plain else "", *choices]))
        return f"({wanted}) NOT ({' OR '.join(self.unwanted)})" if self.unwanted else f"({wanted})"

    def among_claims(self, treatment_ids: Collection[int] | None = None) -> str:
        """The expression for the index of claims, of some treatments alone where these are given."""
        said = f"{{{' '.join(SHOWN_COLUMNS)}}} : ({self.expression})"
        if treatment_ids is None:
            return said
        tokens = " OR ".join(f'"{treatment_token(each)}"' for each in sorted(treatment_ids))
        return f"{said} AND {TOKEN_COLUMN} : ({tokens})"


def read_query(text: str) -> SearchQuery:
    """Return what ``text`` asks for; raise UsageError where nothing is asked for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _PART.finditer(_plain(text)):
        is_unwanted, said = _said(found)
        if said is not None:
            (unwanted if is_unwanted else wanted).append(said)
    if wanted:
        # Each once: of a word that is typed a thousand times SQLite would mark every place a thousand times.
        return SearchQuery(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))
    if unwanted:
        raise UsageError("nothing to search for: '-' leaves out what a word finds; give a word to find, too")
    raise UsageError("nothing to search for: give a word, as it may stand in a claim or an article")


def _plain(text: str) -> str:
    """Return ``text`` with straight quotes, and a blank for what can be in no text: controls, halves of characters."""
    straight = text.translate(_STRAIGHT)
    return "".join(" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in straight)


def _said(found: "re.Match[str]") -> tuple[bool, str | None]:
    """Return whether a part is to be absent, and its expression, None where there is no word in it."""
    if found["word"] is None:
        return bool(found["minus"]), _expression(found["phrase"], is_begun=bool(found["phrase_star"]))
    word = found["word"]
    is_unwanted = word.startswith("-")
    return is_unwanted, _expression(word, is_begun=word.endswith("*"))


def _expression(text: str, *, is_begun: bool) -> str | None:
    words = _words(text)
    if not words:
        return None
    quoted = _quoted(text)
    if not is_begun:
        return quoted
    alone = words if len(words) == 1 else []
    return f"({' OR '.join([f'{quoted} *', *(_quoted(stem) for word in alone for stem in _shorter(word))])})"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


def _words(text: str) -> list[str]:
    """Return the runs of letters and digits in ``text``, with the marks on them, which are what the index knows."""
    runs = "".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in text).split()
    return [run for run in runs if any(unicodedata.category(each)[0] in "LN" for each in run)]


def _shorter(word: str) -> list[str]:
    """Return what the stem of a word that begins with ``word`` may be, where it is shorter than that.

    The index knows stems alone: of "improvement" it has "improv", which does not begin with "improvem".
    """
    folded = word.lower()
    found = {
        word[:-length]
        for ending in _ENDINGS
        for length in range(1, len(ending) + 1)
        if folded.endswith(ending[:length])
        and len(word) - length >= _SHORTEST_STEM.get(ending[:length], _SHORTEST_BEFORE_MORE)
    }
    return sorted(found)
