"""Who a byline or a field for names says wrote an article. What is not surely a name is left out.

English, with the first words of a byline in a few other languages.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.naming import tidy
from kb.reading.articles.byline_words import (
    BODY,
    EMPTY,
    FORMS,
    NO_NAME,
    NOBODY,
    PARTICLES,
    SIGNING,
    SUFFIXES,
    TITLES,
    is_place,
    is_post_nominal,
    is_role,
    part_role,
)
from kb.records import AuthorRecord

_LONGEST = 5_000
_LONGEST_NAME = 120
_MOST_WORDS = 6
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:,?\s+[0-9]{{4}}\b)?|[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+[0-9]{{4}}\b)?|{_MONTH},?\s+[0-9]{{4}}\b)"
    r"|\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T\S+)?|\b[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}\b|\b[12][0-9]{3}\b"
    r"|\b(?:at\s+)?[0-9]{1,2}[:.][0-9]{2}(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|E[DS]?T|P[DS]?T|BST)\b)?"
    r"|\b[0-9]+\s*-?\s*(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\b(?:\s+(?:read|ago))?",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*[|·•∙\n]\s*|\s+[–—/-]+\s+|—|\s*\.\s+(?=(?i:updated|published|medically|reviewed|fact|edited))")
#: What stands before an author, and before whoever is none. The longest wins, as it begins first.
_LEAD = re.compile(
    r"(?<![\w-])(?:(?P<author>(?:written|words|story|text|report|article|posted|reported|authored|penned)"
    r"(?:\s+(?:and|&)\s+[\w -]{3,30}?)?\s+by\b:?|by(?=[\s:]|$):?|(?:authors?|writers?)\s*:|^authors?\s(?=[A-Z])"
    r"|^(?:von|par|por|door|escrito\s+por)\s(?=\S+\s+\S))"
    r"|(?P<other>(?:(?:[\w-]+ly|fact|additional|last|first|originally)[\s-]+)?"
    r"(?:[\w-]+ed(?:\s+(?:and|&)\s+(?:[\w-]+ly\s)?[\w-]+ed)?(?:\s+for\s+[\w ]{3,20}?)?\s+by\b"
    r"|(?:photo(?:graph)?s?|photography|images?|pictures?|video|illustrations?|graphics?|art|reporting|research|interview"
    r"|foreword|introduction|translation|brought\s+to\s+you)\s+by\b"
    r"|(?:medical(?:ly)?\s+)?(?:review(?:er|ed)?|editors?|photographer|source|credit|contact)\s*:"
    r"|(?:updated|published|posted|modified|reviewed|created|edited|fact[\s-]checked)\b(?:\s+on\b)?)\s*:?"
    r"|as\s+told\s+to\b|medical(?:ly)?\s+review(?:er|ed)?\b|contributors?\s*:))\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&|with|und|et)\s+|\s*&\s*", re.IGNORECASE)
_NICKNAME = re.compile(r"\([^()]*\)(?=\s+[^\W\d_a-z])")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_TAIL = re.compile(r"\s(?:for|in|at|of|from|via|on|to|is|was|has|who|as)(?:\s.*)?$")
#: Only from where a word begins: from each sign of a long one, its end would be sought again.
_ADDRESS = re.compile(r"(?<!\S)\S*@\S+|(?:https?://|www\.)\S*")
_END = re.compile(r"(?:^|\s+)(?:and|&|with|on|at)$")
_WORD = re.compile(r"[\"“‘'’]?(?:[^\W\d_]\.?|[^\W\d_][^\W\d_]*(?:[’'‘.-][^\W\d_]+)*)[.’'”\"]?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,3}")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,10}")
_NOT_IN_NAMES = re.compile(r"[@<>{}|\\0-9]|https?:|www\.|\.(?:com|org|net)\b", re.IGNORECASE)
_SHORT_CASED = 2


class _Part(NamedTuple):
    """Words of a byline, and whether they are said to name an author, somebody else, or nothing is said."""

    lead: str | None
    words: str


class _Person(NamedTuple):
    name: str
    credentials: list[str]

    def as_record(self) -> AuthorRecord:
        return AuthorRecord(self.name, ", ".join(dict.fromkeys(self.credentials)) or None)


def read_byline(text: str) -> tuple[AuthorRecord, ...]:
    """Return the authors that a line on a page names, in order, with what it says they are as their credentials."""
    return unique_authors(each.as_record() for each in _read(text, is_field=False))


def read_name_field(text: str, *, is_certain: bool = False) -> tuple[AuthorRecord, ...]:
    """Return the authors that the value of a field names, which may be turned: "Roe, Jane".

    Where it ``is_certain`` that the field holds a name, one that does not look like it is one ("Reuters") counts too.
    """
    found = unique_authors(each.as_record() for each in _read(text, is_field=True))
    return found or ((AuthorRecord(whole),) if is_certain and (whole := _as_it_stands(text)) else ())


def _as_it_stands(text: str) -> str | None:
    words = [each.words for each in _parts(tidy(text[:_LONGEST])) if each.lead != "other" and each.words]
    name = words[0] if len(words) == 1 else ""
    folded = {word.strip(".") for word in name.casefold().split()}
    is_none = bool(folded & NOBODY) or folded <= NO_NAME | EMPTY or is_role(name, is_behind_name=False)
    is_none = is_none or all(is_post_nominal(each, is_alone=True) for each in folded)
    is_none = is_none or "," in name or ";" in name or _NOT_IN_NAMES.search(name) is not None
    return name if not is_none and len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)) else None


def is_nobody(name: str) -> bool:
    """Whether ``name`` stands for nobody in particular, or is no name at all."""
    return _as_it_stands(name) is None


def unique_authors(records: Iterable[AuthorRecord]) -> tuple[AuthorRecord, ...]:
    """Return ``records`` in order, of each name the first."""
    unique: dict[str, AuthorRecord] = {}
    for record in records:
        unique.setdefault(record.name.casefold(), record)
    return tuple(unique.values())


def _read(text: str, *, is_field: bool) -> list[_Person]:
    if len(text) > _LONGEST:
        return []
    parts = list(_parts(tidy(_ADDRESS.sub(" | ", text.replace("\n", " | ")))))
    if not any(each.lead == "author" for each in parts):
        return _read_unled(parts, is_field=is_field)
    named: list[_Person] = []
    lead: str | None = "other"
    for part in parts:
        lead = part.lead or lead
        if not part.words:
            continue
        if lead == "author":
            named += _people(part.words, is_field=is_field)
        elif lead == "named" and named and _says_what(part.words):
            named[-1].credentials.append(part.words)
        lead = "named" if lead in ("author", "named") else "other"
    return named


def _read_unled(parts: list[_Part], *, is_field: bool) -> list[_Person]:
    """Return whom the parts name of which nothing is said; nobody where two of them could be the one that does."""
    named: list[_Person] = []
    is_others = False
    for part in parts:
        is_next = is_others and not part.lead
        is_others = part.lead == "other" and not part.words
        if part.lead or is_next or not part.words:
            continue
        if named and _says_what(part.words):
            named[-1].credentials.append(part.words)
        elif people := _people(part.words, is_field=is_field):
            if named:
                return []
            named = people
    return named


def _parts(text: str) -> Iterator[_Part]:
    for segment in _BREAK.split(_DATE.sub(" | ", text)):
        leads = list(_LEAD.finditer(segment))
        ends = [*(each.start() for each in leads), len(segment)]
        yield _Part(None, _trimmed(segment[: ends[0]]))
        for lead, end in zip(leads, ends[1:], strict=True):
            yield _Part("author" if lead["author"] else "other", _trimmed(segment[lead.end() : end]))


def _trimmed(words: str) -> str:
    return _END.sub("", words.strip(" ,;:*/–—-")).rstrip(" ,;")


def _says_what(words: str) -> bool:
    """Whether ``words`` say what somebody is, and name nobody."""
    return all(is_credential(each) or is_role(each, is_behind_name=True) for each in _JOINT.split(words) if each)


def is_credential(piece: str) -> bool:
    """Whether ``piece`` is nothing but what stands behind a name: "MD, PhD" without the comma."""
    tokens = [token for token in re.split(r"[\s/]+", piece) if token]
    return bool(tokens) and all(is_post_nominal(token, is_alone=True) for token in tokens)


def _people(words: str, *, is_field: bool) -> list[_Person]:
    words = _BRACKETS.sub(r", \1, ", _NICKNAME.sub("", words))
    people: list[_Person] = []
    for chunk in filter(None, map(_trimmed, words.split(";"))):
        _add_people(people, _turned_all(chunk) if is_field else chunk)
    return people


def _add_people(people: list[_Person], chunk: str) -> None:
    for each in chunk.split(";"):
        for joint, piece in _pieces(each):
            _add_piece(people, piece, is_behind_comma=joint == "," and bool(people))


def _pieces(chunk: str) -> Iterator[tuple[str, str]]:
    """Yield each piece with what joins it to the one before; the name of a body stays whole, and a role."""
    joint = ""
    for part in chunk.split(","):
        whole = _trimmed(re.sub(r"^\s*(?:and|&)\s", "", part))
        if whole != _trimmed(part):
            joint = "and"
        is_whole = (BODY.search(whole) and not _begins_with_name(whole)) or (
            joint == "," and is_role(whole, is_behind_name=True)
        )
        for piece in [whole] if is_whole else _JOINT.split(whole):
            if piece.strip():
                yield joint, piece.strip()
            joint = "and"
        joint = ","


def _begins_with_name(words: str) -> bool:
    """Whether what stands before the first "and" is a person: "Jane Roe and the Example Institute"."""
    first, *others = _JOINT.split(words)
    return bool(others) and not BODY.search(first) and _name(first) is not None


def _add_piece(people: list[_Person], piece: str, *, is_behind_comma: bool) -> None:
    head = _TAIL.sub("", piece)
    person = None if is_behind_comma or BODY.search(head) else _name(head)
    if person is None and (is_credential(piece) or is_role(piece, is_behind_name=is_behind_comma)):
        _add_credential(people, piece)
    elif piece.rstrip(".").casefold() in SUFFIXES:
        people[-1:] = [each._replace(name=f"{each.name} {piece}") for each in people[-1:]]
    elif is_behind_comma and (is_place(piece) or BODY.search(piece)):
        return
    elif person := person or _body(piece) or _name(head):
        people.append(person)


def _add_credential(people: list[_Person], piece: str) -> None:
    if people:
        people[-1].credentials.append(piece)


def _body(piece: str) -> _Person | None:
    """Return the body that ``piece`` names, which may sign an article as a person does."""
    name = re.sub(r"^the\s", "", piece)
    folded = {word.strip(".") for word in name.casefold().split()}
    is_one = " " in name and name[0].isupper() and SIGNING.search(name) and not folded & (NOBODY | {"our", "your"})
    return _Person(name, []) if is_one and not _NOT_IN_NAMES.search(name) and len(name) <= _LONGEST_NAME else None


def _name(piece: str) -> _Person | None:
    """Return the person whom ``piece`` names, None where it is not surely the name of one."""
    piece, role = part_role(piece)
    words, credentials = piece.split(), list[str]()
    while words and words[0].casefold().rstrip(".") in TITLES | FORMS:
        title = words.pop(0)
        credentials += [title] if title.casefold().rstrip(".") in TITLES else []
    behind: list[str] = []
    while len(words) > _SHORT_CASED and is_post_nominal(words[-1], is_alone=False) and not _may_be_surname(words):
        behind.insert(0, words.pop())
    if not _are_name(words):
        return None
    titles = [" ".join(credentials)] if credentials else []
    return _Person(_without_point(" ".join(words)), [*titles, *behind, *([role] if role else [])])


def _may_be_surname(words: list[str]) -> bool:
    """Whether the last of ``words`` in capitals is one only as all of them are: "YO-YO CHI MA"."""
    last = words[-1]
    return " ".join(words).isupper() and "." not in last and len(last) <= _SHORT_CASED and last not in ("MD", "RN")


def _without_point(name: str) -> str:
    last = name.rsplit(" ", 1)[-1].rstrip(".")
    return name if len(last) == 1 or last.casefold() in SUFFIXES or "." in last else name.rstrip(".")


def _are_name(words: list[str]) -> bool:
    if len(words) == 1 and _UNSPACED.fullmatch(words[0]):
        return True
    if not 2 <= len(words) <= _MOST_WORDS or any(not _WORD.fullmatch(word) for word in words):
        return False
    folded = [word.casefold().strip(".") for word in words]
    if is_role(" ".join(words), is_behind_name=False) or (NO_NAME | NOBODY).intersection(folded):
        return False
    own = [word for word in words if not _is_particle(word)]
    is_whole = any(len(word.strip(".\"“”'’‘")) > 1 for word in own) and not _is_particle(words[-1])
    return is_whole and len(own) >= 1 + (words[0] in own) and not any(_is_lower(word) for word in own)


def _is_particle(word: str) -> bool:
    return _is_lower(word) and word.casefold() in PARTICLES


def _is_lower(word: str) -> bool:
    bare = word.lstrip("\"“‘'’")
    return bare[:1].islower() and not re.match(r"(?:d|al|el|l|de|mac|mc|van)[’'-]?[^\W\d_a-z]", bare)


def _turned_all(chunk: str) -> str:
    """Return "Roe, Jane and Doe, John" as "Jane Roe; John Doe"; anything else as it stands."""
    turned = [_turned(each) for each in re.split(r"\s+(?:and|&)\s+", chunk)]
    return "; ".join(each for each in turned if each) if all(turned) else chunk


def _turned(chunk: str) -> str | None:
    last, comma, rest = chunk.partition(",")
    first, *behind = [each.strip() for each in rest.split(",")]
    if not comma or not all(is_credential(each) or each.casefold().rstrip(".") in SUFFIXES for each in behind):
        return None
    surnames, given = last.split(), first.split()
    is_surname = len(surnames) == 1 or (bool(surnames) and surnames[0].casefold() in PARTICLES)
    is_given = 0 < len(given) <= 1 + _SHORT_CASED and not is_role(first, is_behind_name=True) and not BODY.search(chunk)
    if is_credential(first):
        is_given = is_given and len(given) == 1 and _INITIALS.fullmatch(first) is not None and len(first) < _SHORT_CASED
    if not is_surname or not is_given or not _are_name([*given, *surnames]):
        return None
    return ", ".join([f"{first} {last.strip()}", *behind])
