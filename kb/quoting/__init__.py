"""Quotes and the texts they were taken from. Pure functions on strings.

All offsets are code points, the end exclusive.
"""

from kb.quoting.anchoring import Anchor, anchor_quote, locate_quote
from kb.quoting.standing import stands_at
from kb.quoting.text_form import normalise_text

__all__ = ["Anchor", "anchor_quote", "locate_quote", "normalise_text", "stands_at"]
