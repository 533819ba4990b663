"""Outside identifiers: one spelling each, and whether they can be what they say."""

import re

_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ORCID = re.compile(r"^(?:https?://orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])$", re.IGNORECASE)
_PMID = re.compile(r"^(?:PMID:?\s*)?([0-9]{1,9})$", re.IGNORECASE)


def normal_doi(text: str) -> str:
    """Return a DOI without resolver or label, in lower case: DOIs are compared without regard to case (ISO 26324)."""
    doi = _DOI_PREFIX.sub("", text).lower()
    if not re.fullmatch(r"10\.[0-9]{4,9}/\S+", doi):
        raise ValueError(f"'{text}' is not a DOI: it should look like 10.1000/xyz123")
    return doi


def normal_pmid(text: str) -> str:
    """Return the number of a PubMed record."""
    found = _PMID.match(text)
    if not found:
        raise ValueError(f"'{text}' is not a PMID: give its number")
    return found.group(1)


def normal_orcid(text: str) -> str:
    """Return the sixteen characters of an ORCID iD; the last is a check digit (ISO 7064 mod 11-2)."""
    found = _ORCID.match(text)
    if not found:
        raise ValueError(f"'{text}' is not an ORCID iD: it should look like 0000-0002-1825-0097")
    orcid = found.group(1).upper()
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError(f"'{text}' is not an ORCID iD: its check digit does not fit")
    return orcid


def check_url(text: str) -> str:
    """Return ``text`` if it is an http or https address without blanks; raise ValueError otherwise."""
    if not re.fullmatch(r"https?://[^\s/]\S*", text, re.IGNORECASE):
        raise ValueError(f"'{text}' is not a web address: it should begin with https://")
    return text
