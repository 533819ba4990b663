"""What a JATS article states on who paid for the work and on its authors' interests."""

import re
from itertools import islice
from typing import NamedTuple

from kb.naming import tidy
from kb.quoting import normalise_text
from kb.reading.articles.jats_text import text_within
from kb.reading.articles.xml_tree import Element, name_of

_INTERESTS = re.compile(
    r"^\W*(?:declarations? of )?(?:potential )?(?:competing|conflict(?:s|ing)?(?: of)?|duality of|financial)"
    r"(?: financial)? (?:interests?|disclosures?)|^\W*disclosures?\b|^\W*declarations? of (?:\w+ ){0,2}interests?",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"^\W*(?:sources? of )?(?:funding|financial support|support|grant support|role of (?:the )?funding)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:fund(?:ed|ing|s)?|financ\w+|grants?|sponsor\w*|supported by|support from)\b", re.IGNORECASE)
#: The legal forms of companies, as they stand behind a name.
_COMPANY = re.compile(
    r"\b[A-Z][\w&.-]*,? (?:[A-Z][\w&.-]*,? ){0,3}(?:Inc|LLC|Ltd|Limited|GmbH|Corp|Corporation|Pharma|Pharmaceuticals?"
    r"|S\.p\.A|B\.V|PLC|plc|Therapeutics|Biosciences|Laboratories)\b"
)
_NOT = re.compile(r"\b(?:no|not|nil|none|without|neither|never)\b", re.IGNORECASE)
_LONGEST_SENTENCE = 2_000
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_TYPES = {"conflict": "interests", "coi-statement": "interests", "supported-by": "funding", "funding": "funding"}


class Statements(NamedTuple):
    """The statements as they stand in the article; several are parted by line breaks."""

    funding: str | None
    interests: str | None


def find_statements(article: Element) -> Statements:
    """Return what the article says in its notes, footnotes, sections and funding fields."""
    found: dict[str, list[str]] = {"funding": [], "interests": [], "thanks": []}
    taken: set[Element] = set()
    for element in article.iter():
        name = name_of(element)
        if name == "funding-statement":
            found["funding"].append(_text(element))
        elif name in ("fn", "notes", "sec", "ack") and (subject := _subject(element, name)):
            if taken.isdisjoint(element.iterancestors()):
                taken.add(element)
                found[subject].append(_below_title(element))
        elif name == "CoiStatement":
            found["interests"].append(_text(element))
    funding = found["funding"] or _sources(article) or [each for each in found["thanks"] if _PAID.search(each)]
    return Statements(_joined(funding), _joined(found["interests"]))


def _subject(element: Element, name: str) -> str | None:
    kind = (element.get(f"{name}-type") or "").lower()
    if kind in _TYPES:
        return _TYPES[kind]
    title = next((_text(each) for each in element if name_of(each) == "title"), "")
    beginning = title or (_beginning(element) if name in ("fn", "notes") else "")
    if _INTERESTS.search(beginning):
        return "interests"
    if _FUNDING.search(beginning):
        return "funding"
    return "thanks" if name == "ack" else None


def _sources(article: Element) -> list[str]:
    return [_text(each) for each in article.iter() if name_of(each) in ("funding-source", "Agency")]


def _text(element: Element) -> str:
    return tidy(normalise_text(text_within(element)))


def _beginning(element: Element) -> str:
    text = ""
    for part in islice(element.itertext(), 20):
        text += part[:200]
    return " ".join(text.split())


def _below_title(element: Element) -> str:
    title = next((_text(each) for each in element if name_of(each) == "title"), "")
    return _text(element).removeprefix(title).strip()


def _joined(texts: list[str]) -> str | None:
    return "\n".join(dict.fromkeys(filter(None, texts))) or None


def find_company_funding(funding: str | None) -> str | None:
    """Return the sentence that names a company as one that paid for the work, None where none does."""
    for sentence in _SENTENCE.split(funding or ""):
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        if _PAID.search(sentence) and _COMPANY.search(sentence) and not _NOT.search(sentence):
            return sentence.strip()
    return None
