"""What things are called in linked data: names that stay the same, and the words they are told with.

The context stands in every report whole, so that nothing has to be fetched to read one.
"""

import hashlib
from urllib.parse import quote

from kb.records import Claim, Disagreement
from kb.vocabulary import SourceKind

_IDENTIFIER = {"@type": "@id"}
#: Positions and hashes are of the text that was read, which the terms of the W3C's vocabulary leave open.
CONTEXT: dict[str, object] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "kb": "urn:kb:term:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "appearance": _IDENTIFIER,
    "citation": _IDENTIFIER,
    "hasPart": _IDENTIFIER,
    "isBasedOn": _IDENTIFIER,
    "sameAs": _IDENTIFIER,
    "url": _IDENTIFIER,
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "body": {"@id": "oa:hasBody", **_IDENTIFIER},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", **_IDENTIFIER},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", **_IDENTIFIER},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "kb:claim": _IDENTIFIER,
    "kb:hangsOn": _IDENTIFIER,
    # as a number it would be read as a double, and written back as 5.0E-1
    "kb:score": {"@type": "xsd:decimal"},
}

#: The types of schema.org for what a source is.
SOURCE_TYPES: dict[str, str] = {
    SourceKind.CLINIC_PAGE: "WebPage",
    SourceKind.NEWS: "NewsArticle",
    SourceKind.SPONSORED_POST: "AdvertiserContentArticle",
    SourceKind.BLOG: "BlogPosting",
    SourceKind.FORUM: "DiscussionForumPosting",
    SourceKind.PRESS_RELEASE: "Article",
    SourceKind.JOURNAL_ARTICLE: "ScholarlyArticle",
    SourceKind.PREPRINT: "ScholarlyArticle",
    SourceKind.SYSTEMATIC_REVIEW: "ScholarlyArticle",
    SourceKind.GUIDELINE: "Report",
    SourceKind.REGULATOR: "Report",
    SourceKind.TRIAL_REGISTRY: "WebPage",
    SourceKind.BOOK: "Book",
    SourceKind.OTHER: "CreativeWork",
}


def name_source(key: str) -> str:
    return f"urn:kb:source:{quote(key, safe='')}"


def name_claim(source_key: str, key: str) -> str:
    return f"urn:kb:claim:{quote(source_key, safe='')}/{quote(key, safe='')}"


def name_quote(claim: Claim, number: int) -> str:
    return f"{name_claim(claim.source.key, claim.key)}#quote-{number}"


def name_disagreement(disagreement: Disagreement) -> str:
    """Return a name made from the kind and the claims of the opposed sides: the same while these are."""
    opposed = [[side.label, sorted(map(_named, side.claims))] for side in disagreement.sides[:2]]
    told = repr([disagreement.kind, opposed]).encode()
    return f"urn:kb:disagreement:{hashlib.sha256(told).hexdigest()[:32]}"


def _named(claim: Claim) -> str:
    return name_claim(claim.source.key, claim.key)
