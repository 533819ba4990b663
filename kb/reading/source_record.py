"""A source record: from plain data to a source and claims that are ready to store, or every reason why not."""

import re
from collections.abc import Callable, Container
from functools import partial

import msgspec

from kb.dates import check_date
from kb.naming import nearest, tidy
from kb.reading.claim_rules import check_claim
from kb.reading.document import Data, Path, Problems, names_given
from kb.reading.identifiers import check_url, normal_doi, normal_orcid, normal_pmid
from kb.reading.shape import convert
from kb.records import AuthorRecord, ClaimRecord, PreparedClaim, PreparedSource, SourceFields

LONGEST_KEY = 200
_LINE_BREAK = re.compile("[\n\x0b\x0c\r\x85\u2028\u2029]")
_CHECKS: dict[str, Callable[[str], str]] = {
    "published": check_date,
    "url": check_url,
    "doi": normal_doi,
    "pmid": normal_pmid,
}


def prepare_source(data: Data, path: Path, problems: Problems) -> PreparedSource | None:
    """Return the source record in ``data``, or None with each fault noted in ``problems`` under ``path``."""
    if not isinstance(data, dict):
        problems.add(path, "is not a source record; give source: and claims:")
        return None
    before = len(problems.found)
    for name in [each for each in names_given(data) if each not in ("source", "defaults", "claims")]:
        problems.add((*path, name), "is not a field here; the fields are source, defaults, claims")
    source = _source_fields(data.get("source"), (*path, "source"), problems)
    claims = _claims(data, path, problems)
    if source is None or len(problems.found) > before:
        return None
    return PreparedSource(source, tuple(claims))


def _source_fields(data: Data | None, path: Path, problems: Problems) -> SourceFields | None:
    if data is None:
        problems.add(path, "is missing")
        return None
    source = convert(data, SourceFields, path, problems)
    if source is None:
        return None
    authors = [_author(author, (*path, "authors", index), problems) for index, author in enumerate(source.authors)]
    changes: dict[str, object] = {"authors": authors}
    for name in ("title", "key", "publisher", "sponsor", "published", "published_note", "url", "doi", "pmid"):
        changes[name] = _checked(getattr(source, name), name, path, problems)
    changes["derived_from"] = tidy(source.derived_from) if source.derived_from else None
    if fault := _key_fault(source.key or ""):
        problems.add((*path, "key"), fault)
    if not changes["title"]:
        problems.add((*path, "title"), "is empty")
    return msgspec.structs.replace(source, **changes)


def _key_fault(key: str) -> str | None:
    """Return why ``key`` cannot be that of a source, None where it can. A slash may stand in it, as in a DOI: a claim's
    key has none, so that the last one parts them in SOURCE/KEY."""
    if _LINE_BREAK.search(key.strip()):
        return "holds a line break; give it on one line"
    if len(tidy(key)) > LONGEST_KEY:
        return f"is over {LONGEST_KEY} characters long; give a shorter one"
    if key.strip() and not any(map(str.isalnum, key)):
        return f"'{tidy(key)}' has no letter and no digit; give a name"
    return None


def _checked(value: str | None, name: str, path: Path, problems: Problems) -> str | None:
    """Return ``value`` tidied and in its one spelling; a fault is noted."""
    text = tidy(value) if value else None
    check = _CHECKS.get(name)
    if not text or not check:
        return text or None
    try:
        return check(text)
    except ValueError as error:
        problems.add((*path, name), str(error))
        return None


def _author(author: AuthorRecord, path: Path, problems: Problems) -> AuthorRecord:
    name = tidy(author.name)
    if not name:
        problems.add((*path, "name"), "is empty")
    orcid = None
    if author.orcid:
        try:
            orcid = normal_orcid(tidy(author.orcid))
        except ValueError as error:
            problems.add((*path, "orcid"), str(error))
    return AuthorRecord(name, tidy(author.credentials or "") or None, orcid)


def _claims(data: dict[str, Data], path: Path, problems: Problems) -> list[PreparedClaim]:
    defaults, faulty = _defaults(data.get("defaults", {}), (*path, "defaults"), problems)
    given = data.get("claims", [])
    if not isinstance(given, list):
        problems.add((*path, "claims"), "is no list; begin each claim with a dash")
        return []
    claims = []
    for index, item in enumerate(given):
        here = (*path, "claims", index)
        before = len(problems.found)
        record = convert(item, ClaimRecord, here, problems)
        if not isinstance(item, dict) or (record is None and problems.blames(here, before)):
            continue
        taken = {name: value for name, value in defaults.items() if name not in item}
        place = partial(_place, here, (*path, "defaults"), taken)
        told = problems
        if record is None or faulty:
            bad = problems.faulty_fields(here, before)
            item = {name: value for name, value in item.items() if name not in bad}
            told = _Told(problems, bad | (faulty - item.keys()))
        if record is not None and not taken:
            whole = record
        else:
            whole = msgspec.convert({**taken, **item}, ClaimRecord, strict=False)
        claim = check_claim(whole, place, told)
        if claim is not None and record is not None:
            claims.append((index, claim))
    _check_keys(claims, path, problems)
    return [claim for _, claim in claims]


class _Told(Problems):
    """Takes what is wrong with a claim into the list of ``problems``, but for fields that were told already."""

    def __init__(self, problems: Problems, fields: set[str]) -> None:
        super().__init__(problems.document, problems.found, problems.limit)
        self.fields = fields | ({"stance", "quantity"} if fields & {"stance", "quantity"} else set())
        self.fields |= {"quote"} if "statement" in fields else set()

    def add(self, path: Path, message: str) -> None:
        if not self.fields & {str(part) for part in path}:
            super().add(path, message)


def _place(claim: Path, defaults: Path, taken: Container[str], field: str) -> Path:
    """Return where ``field`` of a claim stands: in the claim, else among the defaults it was taken from."""
    names = tuple(field.split("."))
    return (*defaults, *names) if names[0] in taken else (*claim, *names)


def _defaults(data: Data, path: Path, problems: Problems) -> tuple[dict[str, Data], set[str]]:
    """Return the default fields that are right, and the names of those that are not, or that a wrong name may mean."""
    before = len(problems.found)
    convert(data, ClaimRecord, path, problems)
    if not isinstance(data, dict) or problems.blames(path, before):
        return {}, set()
    if "key" in data:
        problems.add((*path, "key"), "cannot be a default: a key names one claim")
    bad = problems.faulty_fields(path, before)
    meant = {nearest(name, ClaimRecord.__struct_fields__) or name for name in bad}
    return {name: value for name, value in data.items() if name not in bad}, bad | meant


def _check_keys(claims: list[tuple[int, PreparedClaim]], path: Path, problems: Problems) -> None:
    first: dict[str, int] = {}
    for index, claim in claims:
        if claim.key is None:
            continue
        here = (*path, "claims", index, "key")
        if claim.key in first:
            line = problems.document.locate((*path, "claims", first[claim.key], "key"))
            problems.add(here, f"'{claim.key}' is the key of another claim of this source, in line {line}")
        elif len(claim.key) > LONGEST_KEY:
            problems.add(here, f"is {len(claim.key)} characters long; {LONGEST_KEY} are the most")
        elif "/" in claim.key:
            problems.add(here, f"'{claim.key}' holds a slash, which parts source and claim in SOURCE/KEY; leave it out")
        first.setdefault(claim.key, index)
