"""When two names are the same name, and which known name is nearest to an unknown one."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_HYPHENS = re.compile(r"[-\u2010-\u2015_]+")
#: The combining marks of Latin, Greek and Cyrillic: accents. Marks of other scripts change the letter and stay.
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.?[-\u2010]?){1,3}$")
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "sir", "jr", "sr", "ii", "iii", "iv"})
_COUNTRIES = frozenset({"UK", "US", "USA", "EU", "UN", "NZ"})
SLUG_LENGTH = 60
#: A longer name is a text: nothing is near it, and to look would take long.
_LONGEST_NAME = 1000


def tidy(text: str) -> str:
    """Return ``text`` in NFC, on one line, without blanks at the edges or in runs."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_wording(text: str) -> str:
    """Return the form under which two wordings are one: case and blanks aside."""
    return tidy(text).casefold()


def fold_name(text: str) -> str:
    """Return the form under which two names are one: case, accents and blanks aside."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    # Decomposing brings some letters back in upper case: fold what came of it.
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", bare.casefold()))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def fold_concept(text: str) -> str:
    """Return the form under which two concept names are one: as ``fold_name``, and hyphens read as blanks."""
    return " ".join(_HYPHENS.sub(" ", fold_name(text)).split())


def slug(*texts: str | None) -> str:
    """Return a key of lower-case ASCII words made from ``texts``; empty where nothing of them is left.

    A long one is cut between words and told from others by a digest.
    """
    whole = _NOT_SLUG.sub("-", " ".join(fold_name(text) for text in texts if text)).strip("-")
    if len(whole) <= SLUG_LENGTH:
        return whole
    cut, _, _ = whole[: SLUG_LENGTH + 1].rpartition("-")
    return f"{cut or whole[:SLUG_LENGTH]}-{short_digest(whole)}"


def short_digest(text: str) -> str:
    """Return eight characters that tell ``text`` from others."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def make_source_key(publisher: str | None, title: str) -> str:
    """Return the key of a source that is given none, made from its publisher and title."""
    return slug(publisher, title) or f"source-{short_digest(title)}"


def is_initials_only(name: str) -> bool:
    """Whether ``name`` is a surname with initials alone: never enough to join two people.

    "Smith J" and "van der Berg JA", where what stands before the initials is the surname; "J.-P. Martin" and
    "J. van der Berg", where one capitalised word is left behind them. "J. Robert Oppenheimer" is a full name.
    """
    words = tidy(name).replace(",", " ").replace(".", ". ").replace(" -", " ").split()
    words = [word for word in words if word.casefold().rstrip(".") not in _TITLES]
    marks = [_is_initials(word, is_first=word is words[0]) for word in words]
    if len(words) < 2 or not (marks[0] or marks[-1]):
        return False
    if marks[-1]:
        return True
    return sum(not is_initial and not word.islower() for word, is_initial in zip(words, marks, strict=True)) <= 1


def _is_initials(word: str, *, is_first: bool) -> bool:
    """Whether ``word`` stands for given names. Three capitals in front are a body's abbreviation (NHS England), and so
    are those of a country behind (Cochrane UK)."""
    letters = [character for character in word if character.isalpha()]
    is_abbreviation = word in _COUNTRIES or (is_first and "." not in word and len(letters) > 2)
    return bool(_INITIALS.fullmatch(word)) and word.isupper() and not is_abbreviation


def nearest_names(name: str, known: Iterable[str], *, most: int = 3, at_least: float = 70.0) -> list[str]:
    """Return up to ``most`` names of ``known``, each at least ``at_least`` percent like ``name``, the likest first."""
    choices = {each: fold_concept(each) for each in sorted(set(known)) if len(each) <= _LONGEST_NAME}
    return nearest_of_folded(name, choices, most=most, at_least=at_least)


def nearest_of_folded(name: str, choices: Mapping[str, str], *, most: int = 3, at_least: float = 70.0) -> list[str]:
    """Return the same of ``choices``, names with what ``fold_concept`` makes of them: for many, whose folding is kept.

    Among names equally like ``name`` the one that comes first is nearest.
    """
    if len(name) > _LONGEST_NAME:
        return []
    from rapidfuzz import fuzz, process

    found = process.extract(fold_concept(name), choices, scorer=fuzz.ratio, limit=most, score_cutoff=at_least)
    return [key for _, _, key in found]


def nearest_key(name: str, keys: Sequence[str], *, at_least: float = 70.0) -> str | None:
    """Return the first of the folded ``keys`` that are most like ``name``, or None: a scan of 100,000 takes 20 ms."""
    if len(name) > _LONGEST_NAME:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(fold_concept(name), keys, scorer=fuzz.ratio, score_cutoff=at_least)
    return found[0] if found else None


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name in ``known`` most like ``name``, or None if none is much like it."""
    return next(iter(nearest_names(name, known, most=1)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" for the nearest known name, or nothing."""
    found = nearest(name, known)
    return f"; did you mean {found}?" if found else ""


def name_some(names: Sequence[str], most: int = 5) -> str:
    """Return ``names`` as running text, of many the first and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


_DIGITS = frozenset("0123456789")


@lru_cache(maxsize=100_000)
def natural(key: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what sorts c2 before c10: words as they are, numbers by their length without zeros first."""
    parts = (part for part in re.split(r"([0-9]+)", key) if part)
    return tuple(
        (False, len(part.lstrip("0")), part.lstrip("0")) if part[0] in _DIGITS else (True, 0, part) for part in parts
    )
