"""A report as linked data, read by a library that knows nothing of kb and may fetch nothing."""

import json
import re
from typing import Any

import pytest
from pyld import jsonld

from kb import KnowledgeBase

SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
Node = dict[str, Any]


def fetch_nothing(url: str, options: object) -> None:
    raise AssertionError(f"{url} was to be fetched")


def expanded(base: KnowledgeBase) -> list[Node]:
    told = json.loads(base.render_report(format="jsonld"))
    nodes: list[Node] = jsonld.expand(told, {"documentLoader": fetch_nothing})
    return nodes


def of_type(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if kind in node["@type"]]


def ids(node: Node, term: str) -> list[str]:
    return [each["@id"] for each in node.get(term, [])]


def values(node: Node, term: str) -> list[Any]:
    return [each["@value"] for each in node.get(term, [])]


@pytest.fixture(scope="module")
def graph(seeded_base: KnowledgeBase) -> list[Node]:
    return expanded(seeded_base)


@pytest.fixture(scope="module")
def hostile_graph(hostile_base: KnowledgeBase) -> list[Node]:
    return expanded(hostile_base)


def test_each_claim_appears_in_a_source_that_is_there(graph: list[Node]) -> None:
    works = {node["@id"]: node["@type"] for node in graph if node["@id"].startswith("urn:kb:source:")}
    claims = of_type(graph, f"{SCHEMA}Claim")
    assert {each for claim in claims for each in ids(claim, f"{SCHEMA}appearance")} == set(works)
    assert works["urn:kb:source:sponsored-post"] == [f"{SCHEMA}AdvertiserContentArticle"]


def test_each_disagreement_cites_its_claims(graph: list[Node], seeded_base: KnowledgeBase) -> None:
    claims = {claim["@id"] for claim in of_type(graph, f"{SCHEMA}Claim")}
    found = of_type(graph, "urn:kb:term:Disagreement")
    cited = [ids(each, f"{SCHEMA}citation") for each in found]
    assert [sorted(each) for each in cited] == [
        sorted(f"urn:kb:claim:{claim.reference}" for side in each.sides for claim in side.claims)
        for each in seeded_base.disagreements()
    ]
    assert {each for every in cited for each in every} == claims


def test_a_report_has_its_disagreements_as_parts(graph: list[Node]) -> None:
    (report,) = [node for node in graph if node["@id"].startswith("urn:kb:report:")]
    found = of_type(graph, "urn:kb:term:Disagreement")
    assert ids(report, f"{SCHEMA}hasPart") == [each["@id"] for each in found]


def test_a_score_is_a_decimal_number(graph: list[Node]) -> None:
    scores = [score for each in of_type(graph, "urn:kb:term:Disagreement") for score in each["urn:kb:term:score"]]
    assert {each["@type"] for each in scores} == {"http://www.w3.org/2001/XMLSchema#decimal"}
    assert {each["@value"] for each in scores} == {"0.50"}


def test_each_quote_is_an_annotation_that_says_where_it_stands(hostile_graph: list[Node]) -> None:
    quotes = of_type(hostile_graph, f"{OA}Annotation")
    claims = {claim["@id"] for claim in of_type(hostile_graph, f"{SCHEMA}Claim")}
    assert {each for quote in quotes for each in ids(quote, f"{OA}hasBody")} == claims
    selectors = [quote[f"{OA}hasTarget"][0][f"{OA}hasSelector"] for quote in quotes]
    (words, place) = next(each for each in selectors if len(each) == 2)
    assert (words["@type"], values(words, f"{OA}exact")) == ([f"{OA}TextQuoteSelector"], ["Before."])
    assert (values(words, f"{OA}suffix"), place["@type"]) == (["=HYPE"], [f"{OA}TextPositionSelector"])
    assert (values(place, f"{OA}start"), values(place, f"{OA}end")) == ([0], [7])


def test_a_quote_that_is_missing_has_no_place_and_no_snapshot(hostile_graph: list[Node]) -> None:
    for quote in of_type(hostile_graph, f"{OA}Annotation"):
        is_there = values(quote, "urn:kb:term:state") == ["verified"]
        assert (len(quote[f"{OA}hasTarget"][0][f"{OA}hasSelector"]) == 2) is is_there
        assert bool(values(quote, "urn:kb:term:snapshot")) is is_there


def test_the_names_of_hostile_keys_are_names(hostile_graph: list[Node]) -> None:
    names = [node["@id"] for node in hostile_graph]
    assert len(set(names)) == len(names)
    assert not [name for name in names if not name.isascii() or set(name) & set(' <>"{}|\\^`[]')]


def test_a_link_leads_into_the_web_alone(hostile_graph: list[Node]) -> None:
    links = [each for node in hostile_graph for term in ("url", "sameAs") for each in ids(node, SCHEMA + term)]
    assert len(links) == 3
    assert all(re.fullmatch(r"https://[!-;=?-Z_a-z~]+", link) for link in links)


def test_linked_data_becomes_triples(hostile_base: KnowledgeBase) -> None:
    told = json.loads(hostile_base.render_report(format="jsonld"))
    triples = jsonld.to_rdf(told, {"documentLoader": fetch_nothing, "format": "application/n-quads"})
    assert f"<{OA}exact>" in triples
