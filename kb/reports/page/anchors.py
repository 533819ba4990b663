"""The ids of a page, by which it is cited and linked: the same as long as sources and claims keep their keys."""

from functools import lru_cache
from urllib.parse import quote

from kb.records import Claim


def claim_anchor(claim: Claim) -> str:
    """Return ``claim-SOURCE/KEY``, every other character of a key than letters, digits and ``-._~`` as %-escapes."""
    return f"claim-{_part(claim.source.key)}/{_part(claim.key)}"


def source_anchor(key: str) -> str:
    return f"source-{_part(key)}"


@lru_cache(maxsize=10_000)
def _part(key: str) -> str:
    return quote(key, safe="")
