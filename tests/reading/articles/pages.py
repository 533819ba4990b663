"""Pages as newsrooms and clinics put them out: an article, and everything around it that is none."""

from html import escape

TITLE = "Stem cells and thinning hair: what the trials show"
LEAD = (
    "Clinics across the country promise fuller hair after a single session. The published trials are small, and their "
    "results do not agree with one another."
)
FIRST = (
    "In the largest of them, 64 people were treated and followed for six months. Hair density rose by 12.5% on the "
    "treated side, against 4.1% on the side that was given salt water (p < 0.05)."
)
SECOND = (
    "“It is too early to offer this outside of a study,” says Ann Example, who leads the hair clinic of an example "
    "hospital. Her own patients ask for it every week, and she tells them to wait."
)
THIRD = (
    "A second group in another city saw no difference after a year. Its authors write that the method of harvesting "
    "cells differed, and that nobody yet knows how many cells are needed."
)
LAST = (
    "Until larger trials report, dermatologists point to treatments that have been tested for decades. They are dull, "
    "they have to be kept up, and for many people they work."
)
PARAGRAPHS = [LEAD, FIRST, SECOND, THIRD, LAST]
CAPTION = "A scalp before treatment and six months after it. Photograph: an example agency"

NAVIGATION = """
<header class="site-header"><a href="/" class="logo">The Example Times</a>
<nav class="main-nav"><ul><li><a href="/news">News</a></li><li><a href="/health">Health</a></li>
<li><a href="/sport">Sport of all kinds</a></li><li><a href="/subscribe">Subscribe today</a></li></ul></nav></header>"""
COOKIES = """
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 842 partners use cookies to store and
access information on your device.</p><button>Accept all</button> <button>Reject all</button></div>"""
RELATED = """
<aside class="related-articles"><h3>More on this topic</h3><ul>
<li><a href="/health/minoxidil">Minoxidil by mouth: the doctors who swear by it</a></li>
<li><a href="/health/wigs">The quiet comeback of the wig</a></li></ul></aside>"""
TEASERS = """
<div class="promo-grid"><div class="teaser sponsored"><span class="label">Sponsored</span>
<a href="/partner/miracle-shampoo"><h4>This shampoo makes hair grow overnight</h4></a>
<p>Paid partnership with Miracle Shampoo</p></div>
<div class="teaser"><a href="/health/sleep"><h4>Ten ways to sleep like a cat</h4></a></div></div>"""
COMMENTS = """
<section id="comments" class="comments-area"><h3>2 comments</h3><ol class="comment-list">
<li class="comment"><div class="comment-author">hairless73</div>
<p>I had it done and it worked for me in one week.</p></li>
<li class="comment"><div class="comment-author">sceptic</div><p>This is a sponsored post if ever I saw one!</p></li>
</ol></section>"""
FOOTER = """
<footer class="site-footer"><p>© 2021 The Example Times. All rights reserved.</p>
<ul><li><a href="/terms">Terms of use</a></li><li><a href="/privacy">Privacy policy</a></li></ul></footer>"""
TABLE = """
<table><caption>What two trials measured</caption>
<thead><tr><th>Trial</th><th>People</th><th>Change in density</th></tr></thead>
<tbody><tr><td>First city</td><td>64</td><td>+12.5%</td></tr>
<tr><td>Second city</td><td>48</td><td>-0.3%</td></tr></tbody></table>"""
LIST = """
<ul><li>No trial lasted longer than one year.</li><li>No trial compared it with finasteride.</li>
<li>Two trials were paid for by the maker of the device.</li></ul>"""

JSON_LD = """{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Stem cells and thinning hair: what the trials show",
"datePublished": "2021-03-05T08:30:00+11:00", "dateModified": "2021-04-01T10:00:00+11:00",
"author": [{"@type": "Person", "name": "Jane Reporter"}, {"@type": "Person", "name": "John Writer",
"sameAs": "https://orcid.org/0000-0002-1825-0097"}],
"publisher": {"@type": "NewsMediaOrganization", "name": "The Example Times"}, "inLanguage": "en-AU",
"mainEntityOfPage": "https://times.example.com/health/stem-cells"}"""

HEAD = f"""<meta charset="utf-8">
<title>{escape(TITLE)} | The Example Times</title>
<link rel="canonical" href="https://times.example.com/health/stem-cells">
<meta property="og:title" content="{escape(TITLE)}"><meta property="og:type" content="article">
<meta property="og:site_name" content="The Example Times"><meta property="og:url" content="https://times.example.com/health/stem-cells?ref=og">
<meta property="article:published_time" content="2021-03-05T08:30:00+11:00">
<meta name="author" content="Jane Reporter"><meta name="viewport" content="width=device-width">"""


def article_of(*blocks: str) -> str:
    """Return paragraphs, or blocks that bring their own tags, one below the other."""
    return "\n".join(block if block.lstrip().startswith("<") else f"<p>{escape(block)}</p>" for block in blocks)


def page(
    *blocks: str, head: str = HEAD, json_ld: str = JSON_LD, above: str = "", below: str = "", label: str = ""
) -> str:
    """Return a news page around ``blocks`` (else the usual article); ``label`` stands over its title."""
    body = article_of(*(blocks or USUAL))
    script = f'<script type="application/ld+json">{json_ld}</script>' if json_ld else ""
    return f"""<!DOCTYPE html>
<html lang="en-AU"><head>{head}
<style>body {{ color: black }}</style>{script}</head>
<body>{COOKIES}{NAVIGATION}{above}
<main><article class="article">{label}<h1>{escape(TITLE)}</h1>
<div class="byline">By <a rel="author" href="/by/jane">Jane Reporter</a> and
<a rel="author" href="/by/john">John Writer</a></div>
<time datetime="2021-03-05T08:30:00+11:00">5 March 2021</time>
<div class="share-buttons"><a href="https://facebook.com/share">Share on Facebook</a></div>
<div class="article-body">{body}</div></article></main>{below}
{RELATED}{TEASERS}{COMMENTS}{FOOTER}<script>window.dataLayer = [];</script></body></html>"""


FIGURE = f'<figure><img src="a.jpg" alt="A scalp"><figcaption>{CAPTION}</figcaption></figure>'
USUAL = (LEAD, FIGURE, FIRST, "<h2>What was measured</h2>", TABLE, SECOND, LIST, THIRD, LAST)
