"""What the names of a box on a page say: that it frames something else than the article, or that it warns readers."""

import re
from functools import lru_cache

#: Whoever names a box so means no part of the article, whatever else the name says.
_FRAMES = frozenset(
    """
    comment comments reply replies respond disqus akismet cookie cookies gdpr cmp newsletter newsletters subscribe
    subscription signup paywall regwall teaser teasers promo promos promotion advert adverts advertisement
    advertisements adslot dfp outbrain taboola criteo recirc trending sidebar nav navbar navbox navigation subnav
    breadcrumb breadcrumbs menu footer byline bio biography login modal popup overlay dialog toast lightbox tooltip
    sharebar sociable sharethis addtoany carousel recommended recommendations card cards widgets sponsor sponsored
    donate donation download downloads pullquote hide hidden noprint
    """.split()  # noqa: SIM905 - read as the running list that it is
)
#: These may be what the article is about: "related-conditions" tells of hair, "related-articles" of other articles.
_DOUBTFUL = frozenset(
    """
    ad ads author authors banner button buttons follow meta popular promote related share shared sharing shares slot
    social syndication tag tags timestamp viral widget
    """.split()  # noqa: SIM905
)
#: What such a name goes with where it frames, and words that say nothing.
_PLAIN = frozenset(
    """
    about area article articles at avatar bar block blog body bottom box caption category column consent container
    content count coverage credit credits desc description details entry excerpt feed follow form grid group header
    heading icon icons image info inline inner item items left link links list main media module more name network
    networks news next notice outer page pages panel photo picture post posts product products profile reading reads
    right role row section single site stories story strip text time title toolbar tools top topics user video videos
    view wrap wrapper wrapping
    """.split()  # noqa: SIM905
)
_NOTICE = frozenset(
    """
    alert admonition attention callout caution danger disclaimer hint important info note notice tip warn warning
    """.split()  # noqa: SIM905
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SHORTEST = 4


@lru_cache(maxsize=1000)
def frames_others(classes: str | None, name: str | None) -> bool:
    """Whether a class or an id says that a box is no part of the article: comments, teasers, a word on the author."""
    return any(map(_is_frame, f"{classes or ''} {name or ''}".split()))


@lru_cache(maxsize=1000)
def is_notice(classes: str | None) -> bool:
    """Whether a class says that a box warns or tells readers of something: its words count without a full stop."""
    return any(part in _NOTICE for part in _parts(classes or ""))


def _is_frame(token: str) -> bool:
    parts = _parts(token)
    if "elementor" in parts:  # it calls each of its boxes a widget
        parts = [each for each in parts if each not in ("elementor", "widget")]
    if _FRAMES.intersection(parts):
        return "label" not in parts
    if not _DOUBTFUL.intersection(parts):
        return False
    return all(part in _DOUBTFUL or part in _PLAIN or len(part) < _SHORTEST for part in parts)


def _parts(token: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(token)]
