"""What a page says of itself for machines: in its head, and as JSON-LD (https://schema.org)."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from kb.web_addresses import without_tracking

#: Of types that say what the page is about; the first of them that a page has describes the article.
_ARTICLES = (
    "MedicalScholarlyArticle",
    "ScholarlyArticle",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "AdvertiserContentArticle",
    "BlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Report",
    "Article",
    "MedicalWebPage",
    "WebPage",
)
_MOST_NODES = 2_000
_CONTROL = re.compile("[\x00-\x1f]")

Node = dict[str, Any]


class PageData:
    """The head of a page by name, the one JSON-LD node that describes its article, and the types of all nodes."""

    def __init__(self, tree: html.HtmlElement) -> None:
        self.meta: dict[str, list[str]] = {}
        for element in tree.iterfind(".//meta[@content]"):
            name = element.get("name") or element.get("property") or element.get("itemprop") or ""
            content = " ".join(element.get("content", "").split())
            if content:
                self.meta.setdefault(name.strip().lower(), []).append(content)
        nodes = list(_nodes(tree))
        self.types = [kind for node in nodes for kind in types_of(node)]
        self.article = _article_among(nodes)
        self.nodes = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}

    def first(self, *names: str) -> str | None:
        """Return what the head gives under the first of ``names`` that it has."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def resolve(self, value: Any) -> Node:
        """Return the node that a JSON-LD value is or refers to."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str):
            return {"name": value}
        if not isinstance(value, dict):
            return {}
        return self.nodes.get(str(value.get("@id")), value) if len(value) == 1 else value


def types_of(node: Node) -> list[str]:
    given = node.get("@type")
    return [each for each in (given if isinstance(given, list) else [given]) if isinstance(each, str)]


def text_of(value: Any) -> str | None:
    """Return the text of a JSON-LD value, None where it is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _nodes(tree: html.HtmlElement) -> Iterator[Node]:
    left = _MOST_NODES
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        waiting: list[Any] = [_parse(script.text or "")]
        while waiting and left:
            each = waiting.pop(0)
            left -= 1
            if isinstance(each, list):
                waiting = [*each[:left], *waiting]
            elif isinstance(each, dict):
                yield each
                waiting = [each.get("@graph"), each.get("mainEntity"), *waiting]


def _parse(text: str) -> Any:
    try:
        return json.loads(_CONTROL.sub(" ", text))
    except (ValueError, RecursionError):
        return None


def _article_among(nodes: list[Node]) -> Node:
    for kind in _ARTICLES:
        for node in nodes:
            if kind in types_of(node):
                return node
    return {}


def find_address(tree: html.HtmlElement, data: PageData, base: str | None) -> str | None:
    """Return the address that the page calls its own, None where it names none or only the front of its site."""
    links = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    for given in filter(None, [*links, data.first("og:url")]):
        try:
            address: str = urljoin(base or "", given.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        is_front = not parts.path.strip("/") and not parts.query
        if parts.scheme in ("http", "https") and parts.netloc and not is_front and not re.search(r"\s", address):
            return without_tracking(address)
    return None
