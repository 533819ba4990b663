"""A report as linked data: schema.org claims that appear in sources, quotes as W3C web annotations."""

from collections.abc import Iterator
from typing import Any

from kb.phrases import matter
from kb.records import Citation, Claim, Disagreement, Quote, Report, Side
from kb.reports.addresses import addresses
from kb.reports.json_text import json_array, json_value
from kb.reports.linked_names import (
    CONTEXT,
    SOURCE_TYPES,
    name_claim,
    name_disagreement,
    name_quote,
    name_source,
)

Node = dict[str, Any]


def render_json_ld(report: Report) -> Iterator[str]:
    """Yield ``report`` as JSON-LD: a graph of the report, its disagreements, claims, quotes and sources.

    Its context stands in it: nothing is fetched to read it.
    """
    yield f'{{\n  "@context": {json_value(CONTEXT, "  ")},\n  "@graph": '
    yield from json_array(_graph(report), "  ")
    yield "\n}\n"


def _graph(report: Report) -> Iterator[Node]:
    snapshots = {source.key: source.snapshot for source in report.sources}
    yield _report(report)
    yield from map(_disagreement, report.disagreements)
    for claim in report.claims:
        yield _claim(claim)
        yield from _quotes(claim, snapshots.get(claim.source.key))
    yield from map(_source, report.sources)


def _node(identifier: str | None, kind: str | list[str], **values: object) -> Node:
    """Return a node with those of ``values`` that there are; two underscores stand for a colon."""
    node: Node = {"@id": identifier} if identifier else {}
    stated = {name.replace("__", ":"): value for name, value in values.items() if value not in (None, [], {})}
    return {**node, "@type": kind, **stated}


def _report(report: Report) -> Node:
    looked_at = report.looked_at
    return _node(
        f"urn:kb:report:{looked_at.contents}",
        "Report",
        name=f"What sources say on {report.treatment or 'everything in the base'}, and where they disagree",
        about=_treatment(report.treatment) if report.treatment else None,
        abstract=report.summary.worst,
        hasPart=list(map(name_disagreement, report.disagreements)),
        citation=[name_source(each.key) for each in report.sources],
        disambiguatingDescription=report.limits,
        kb__sources=looked_at.sources,
        kb__voices=looked_at.voices,
        kb__claims=looked_at.claims,
        kb__schema=looked_at.schema,
        kb__contents=looked_at.contents,
    )


def _disagreement(disagreement: Disagreement) -> Node:
    claims = {name_claim(claim.source.key, claim.key): None for side in disagreement.sides for claim in side.claims}
    hanging = disagreement.flips if isinstance(disagreement.flips, list) else []
    return _node(
        name_disagreement(disagreement),
        ["CreativeWork", "kb:Disagreement"],
        name=matter(disagreement),
        about=[_treatment(disagreement.treatment), *_condition(disagreement.condition)],
        citation=list(claims),
        kb__kind=disagreement.kind,
        kb__aspect=disagreement.aspect,
        kb__score=f"{disagreement.score:.2f}",
        kb__side=[_side(side) for side in disagreement.sides if side.claims],
        kb__separatedBy=[each.attribute for each in disagreement.separated_by],
        kb__hangsOn=list(map(name_source, hanging)),
    )


def _side(side: Side) -> Node:
    claims = [name_claim(claim.source.key, claim.key) for claim in side.claims]
    return _node(None, "kb:Side", name=side.label, kb__voices=side.voices, kb__claim=claims)


def _claim(claim: Claim) -> Node:
    return _node(
        name_claim(claim.source.key, claim.key),
        "Claim",
        name=claim.proposition,
        description=claim.statement,
        text=[quote.exact for quote in claim.quotes],
        appearance=name_source(claim.source.key),
        author=[{"name": name} for name in claim.authors],
        about=[_treatment(claim.treatment), *_condition(claim.condition)],
        kb__aspect=claim.aspect,
        kb__stance=claim.stance,
        kb__certainty=claim.certainty,
        kb__evidence=claim.evidence,
        kb__interest=claim.interest,
        kb__againstInterest=claim.against_interest,
        kb__population=claim.population,
        kb__comparator=claim.comparator,
        kb__outcome=claim.outcome,
        kb__regulator=claim.regulator,
        kb__quantity=_quantity(claim),
    )


def _quantity(claim: Claim) -> Node | None:
    quantity = claim.quantity
    if quantity is None:
        return None
    ends = {"minValue": quantity.low, "maxValue": quantity.high, "unitText": quantity.unit}
    return _node(None, "QuantitativeValue", name=quantity.name, **ends)


def _quotes(claim: Claim, snapshot: str | None) -> Iterator[Node]:
    for number, quote in enumerate(claim.quotes, 1):
        target = _node(None, "SpecificResource", source=name_source(claim.source.key), selector=_selectors(quote))
        yield _node(
            name_quote(claim, number),
            "Annotation",
            motivation="oa:identifying",
            body=name_claim(claim.source.key, claim.key),
            target=target,
            kb__state=quote.state,
            kb__warning=quote.warnings,
            kb__snapshot=snapshot if quote.start is not None else None,
        )


def _selectors(quote: Quote) -> list[Node]:
    """Return what finds the words: themselves, and their place in code points where it is known."""
    words = _node(None, "TextQuoteSelector", exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    if quote.start is None:
        return [words]
    return [words, _node(None, "TextPositionSelector", start=quote.start, end=quote.end)]


def _source(source: Citation) -> Node:
    leading = addresses(source)
    return _node(
        name_source(source.key),
        SOURCE_TYPES[source.kind],
        name=source.title,
        author=[
            _node(None, "Person", name=each.name, honorificSuffix=each.credentials)
            if each.credentials
            else {"name": each.name}
            for each in source.authors
        ],
        publisher=_body(source.publisher),
        sponsor=_body(source.sponsor),
        datePublished=source.published,
        url=leading.pop(source.url or "", None),
        sameAs=list(leading.values()),
        isBasedOn=name_source(source.derived_from) if source.derived_from else None,
        kb__kind=source.kind,
        kb__interest=source.interest,
        kb__publishedNote=source.published_note,
        kb__snapshot=source.snapshot,
    )


def _body(name: str | None) -> Node | None:
    return _node(None, "Organization", name=name) if name else None


def _treatment(name: str) -> Node:
    return _node(None, "MedicalTherapy", name=name)


def _condition(name: str | None) -> list[Node]:
    return [_node(None, "MedicalCondition", name=name)] if name else []
