"""What a disagreement is about, in words: the proposition, and what the claims are said of beside it."""

import re

from kb.naming import name_some
from kb.records import Change, Disagreement


def matter(disputed: Disagreement | Change) -> str:
    """Return what is disputed; a quantity is told with the treatment, which its name does not hold."""
    said, name = disputed.proposition, disputed.treatment
    return said if _names(said, name) else f"{said}: {name}"


def said_of(disagreement: Disagreement) -> str:
    """Return what the claims are said of beside the proposition: "population men · outcome hair density"."""
    claims = [claim for side in disagreement.sides[:2] for claim in side.claims]
    parts = []
    for field in ("condition", "population", "outcome", "regulator"):
        stated = dict.fromkeys(value for claim in claims if (value := getattr(claim, field)))
        if any(not _names(disagreement.proposition, value) for value in stated):
            parts.append(f"{field} {name_some(list(stated))}")
    return " · ".join(parts)


def _names(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a whole word or words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
