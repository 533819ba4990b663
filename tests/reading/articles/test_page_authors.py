"""Who wrote a page: by its JSON-LD, its head or its byline, whatever stands behind the names."""

import json

import pytest

from kb.reading.articles import read_article
from tests.reading.articles.pages import FIRST, LAST, LEAD, SECOND, TITLE, article_of

Named = list[tuple[str, str | None]]

JANE: Named = [("Jane Roe", None)]
DOCTOR: Named = [("Jane Roe", "MD")]
BOTH: Named = [("Jane Roe", None), ("John Doe", None)]


def authors(byline: str = "", head: str = "", node: object = None, below: str = "") -> Named:
    """Return whom a page names with this byline, head and author of its JSON-LD."""
    script = json.dumps({"@type": "NewsArticle", "author": node}) if node else ""
    body = f"<h1>{TITLE}</h1>{byline}{article_of(LEAD, FIRST, SECOND, LAST)}"
    html = f"""<!DOCTYPE html><html><head><title>{TITLE}</title>{head}
    <script type="application/ld+json">{script}</script></head>
    <body><main><article>{body}</article></main>{below}</body></html>"""
    return [(each.name, each.credentials) for each in read_article(html.encode(), "a.html").authors]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<p class="byline">By Jane Roe, MD</p>', DOCTOR),
        ('<p class="byline">By <a href="/jane">Jane Roe</a>, MD</p>', DOCTOR),
        ('<div class="byline"><span>Jane Roe</span><span>MD</span></div>', DOCTOR),
        ('<div class="byline"><div>By</div><div>Jane Roe</div><div>5 min read</div></div>', JANE),
        ('<div class="byline">By <a rel="author">Jane Roe</a> and <a rel="author">John Doe</a></div>', BOTH),
        ('<span class="author">Jane Roe</span> <span class="author">John Doe</span>', BOTH),
        ('<span class="author vcard"><a class="url fn n" href="/jane">Jane Roe</a></span>', JANE),
        ('<div class="post-meta">By <a class="post-author-name" href="/jane">Jane Roe</a></div>', JANE),
        ('<div itemprop="author" itemscope><span itemprop="name">Jane Roe</span></div>', JANE),
        ('<p class="article-byline">Jane Roe <time>March 3, 2021</time></p>', JANE),
        ('<p class="byline">Medically reviewed by John Doe, MD — By Jane Roe — Updated on March 3, 2021</p>', JANE),
        ('<p class="byline">By Jane Roe, Health Reporter</p>', [("Jane Roe", "Health Reporter")]),
        ('<p class="byline">Author: Dr. Jane Roe, dermatologist, Sydney</p>', [("Jane Roe", "Dr., dermatologist")]),
        ('<p class="byline">By Jane Roe | March 3, 2021</p>', JANE),
        ('<p class="byline">Updated on March 3, 2021</p>', []),
        ('<p class="byline">Medically reviewed by John Doe, MD</p>', []),
        ('<div class="byline">Staff</div>', []),
        ('<p>Reviewed by <a rel="author">John Doe, MD</a></p><p>By <a rel="author">Jane Roe</a></p>', JANE),
        ('<div class="author-bio">John Doe is a writer.</div><div class="byline">Jane Roe</div>', JANE),
        ('<span class="author">Jane Roe</span><div class="related"><span class="author">John Doe</span></div>', JANE),
    ],
)
def test_a_byline_names_persons(byline: str, expected: Named) -> None:
    assert authors(byline) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="Roe, Jane">', JANE),
        ('<meta name="author" content="Jane Roe, MD">', DOCTOR),
        ('<meta name="author" content="Jane Roe, John Doe">', BOTH),
        ('<meta name="author" content="Jane Roe"><meta name="author" content="John Doe">', BOTH),
        ('<meta name="author" content="admin"><meta name="parsely-author" content="Jane Roe">', JANE),
        ('<meta property="article:author" content="https://example.org/jane">', []),
        ('<meta name="citation_author" content="García Roe, Jane">', [("Jane García Roe", None)]),
        ('<meta name="citation_author" content="Roe, Jane"><meta name="citation_author" content="Doe, John">', BOTH),
        ('<meta name="citation_author" content="Jane Roe, MD">', DOCTOR),
    ],
)
def test_the_head_names_persons(head: str, expected: Named) -> None:
    assert authors(head=head) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"@type": "Person", "name": "Jane Roe, MD"}, DOCTOR),
        ({"name": "Jane Roe, MD", "honorificSuffix": "MD"}, DOCTOR),
        ({"name": "Jane Roe, MD", "jobTitle": "Surgeon"}, [("Jane Roe", "MD, Surgeon")]),
        ("Jane Roe and John Doe", BOTH),
        ([{"name": "Jane Roe"}, {"name": "John Doe"}], BOTH),
        ({"name": "Roe, Jane"}, JANE),
        ({"@type": "Person", "name": "Reuters"}, [("Reuters", None)]),
        ({"@type": "Organization", "name": "Roe, Doe and Poe, Inc."}, [("Roe, Doe and Poe, Inc.", None)]),
        ({"@type": "Organization", "name": "Editorial Staff"}, []),
        ({"@type": "Organization", "name": "Roe and Doe"}, [("Roe and Doe", None)]),
        ({"@type": "Person", "name": "Staff"}, []),
    ],
)
def test_json_ld_names_persons(node: object, expected: Named) -> None:
    assert authors(node=node) == expected


def test_what_says_more_for_machines_comes_first() -> None:
    byline, head = '<p class="byline">By Ann Poe</p>', '<meta name="author" content="John Doe">'
    assert authors(byline, head, "Jane Roe") == JANE
    assert authors(byline, head) == [("John Doe", None)]
    assert authors(byline, '<meta name="author" content="Staff">') == [("Ann Poe", None)]


def test_a_byline_below_the_article_is_of_another_one() -> None:
    below = '<p class="byline">By Ann Poe</p>'
    assert authors('<p class="byline">By Jane Roe</p>', below=below) == JANE
