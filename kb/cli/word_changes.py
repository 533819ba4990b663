"""Words that were changed, in the terminal: marked by signs, so that no colour is needed to read them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from kb.cli.flowing import Flowing
from kb.escaping import visible
from kb.phrases import sense_changes
from kb.records import ClosestPassage, WordRun
from kb.running_text import count_of
from kb.vocabulary import WordChange

#: Words that are the same are shown so many on either side of a change; other runs up to so many signs.
_AROUND = 12
_LONGEST = 600
_MOST_SENSES = 5
#: Signs without a shape of their own: hints for breaks and joins, marks of direction, selectors, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_MARKS: dict[str, tuple[str, str]] = {WordChange.REMOVED: ("[-", "-]"), WordChange.ADDED: ("{+", "+}")}


def changed_words(differences: Sequence[WordRun]) -> Flowing:
    """Return words with what was removed as [-so-] and what was added as {+so+}; long rows of the same are cut."""
    text = Flowing()
    for at, run in enumerate(differences):
        text.append(" " if at else "")
        if run.change in _MARKS:
            before, after = _MARKS[run.change]
            text.append(f"{before}{shortened(_with_named_signs(run.text))}{after}", style="bold")
        else:
            text.append(shortened(_cut(run.text, is_first=not at, is_last=at == len(differences) - 1)))
    return text


def _with_named_signs(words: str) -> str:
    """Return changed words with each sign that is not seen by its name: it may be all that was changed."""
    if words.isprintable() and not _UNSEEN.search(words):
        return words
    return _UNSEEN.sub(lambda found: f"<{_name(found.group())}>", words)


def _name(sign: str) -> str:
    """Return the name and number of a sign: "soft hyphen U+00AD"."""
    return f"{unicodedata.name(sign, 'sign').lower()} U+{ord(sign):04X}"


def _cut(words: str, *, is_first: bool, is_last: bool) -> str:
    """Return the words beside a change, with an ellipsis for the others."""
    given = words.split()
    before, after = ([] if is_first else given[:_AROUND]), ([] if is_last else given[-_AROUND:])
    if len(given) <= len(before) + len(after) + 1 or (is_first and is_last):
        return words
    return " ".join([*before, "…", *after])


def shortened(text: str) -> str:
    """Return ``text`` of a source on one line; of what is very long its two ends, and how long it is."""
    half = _LONGEST // 2
    if len(text) <= _LONGEST + 100:
        return visible(text)
    return f"{visible(text[:half])} … ({count_of(len(text), 'character')} in all) … {visible(text[-half:])}"


def senses(differences: Sequence[WordRun]) -> Iterator[Text]:
    """Yield a line for each change that touches a number, a negation or a hedge."""
    told = sense_changes(differences)
    for line in told[:_MOST_SENSES]:
        yield Flowing(shortened(line), style="bold")
    if len(told) > _MOST_SENSES:
        yield Flowing(f"and {len(told) - _MOST_SENSES} more such changes")


def closest_passage(closest: ClosestPassage | None) -> Group:
    """Return what stands in a text that is most like a missing quote: a suggestion, with what is different in it."""
    if closest is None:
        return Group(Flowing("no passage of the text is like it"))
    where = f"the closest passage in the text, at {closest.start} to {closest.end}, not taken for the quote:"
    parts: list[RenderableType] = [Flowing(where), changed_words(closest.differences), *senses(closest.differences)]
    return Group(*parts)
