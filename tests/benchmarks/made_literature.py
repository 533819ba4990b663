"""A made-up literature of any size, as JSONL: source records of claims with statements and quotes of ordinary length.

The same numbers give the same bytes. Words come as often as in a text: a few everywhere, most seldom.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kb.vocabulary import Aspect, Certainty, EvidenceLevel, Interest, SourceKind, Stance

TREATMENTS = 1000
CLAIMS_EACH = 50
CONDITIONS, POPULATIONS = 200, 40
_ASPECTS = [aspect for aspect in Aspect if aspect.wording]
_STEMS = [a + b + c for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "ai", "ou") for c in "lmnrst"]
_CHANCES = [1 / rank for rank in range(1, 4001)]


def made_words() -> list[str]:
    """Return 4,000 words."""
    chosen = random.Random(7)
    return ["".join(chosen.choices(_STEMS, k=chosen.choice((1, 2, 2, 3)))) for _ in _CHANCES]


class Literature:
    """Makes source records, one after the other."""

    def __init__(self, treatments: int = TREATMENTS, seed: int = 1) -> None:
        self.chosen = random.Random(seed)
        self.treatments = [f"treatment {number} {word}" for number, word in enumerate(made_words()[:treatments])]
        self._words = self._stream()

    def _stream(self) -> Iterator[str]:
        words = made_words()
        while True:
            yield from self.chosen.choices(words, _CHANCES, k=10_000)

    def sentence(self, length: int) -> str:
        return " ".join(next(self._words) for _ in range(length)).capitalize() + "."

    def source(self, number: int, claims: int = CLAIMS_EACH) -> dict[str, Any]:
        """Return the source record with this number, of claims about a handful of treatments."""
        chosen = self.chosen
        named = chosen.choices(self.treatments, k=4)
        fields = {
            "key": f"source-{number}",
            "title": f"{self.sentence(8)} {number}",
            "kind": str(chosen.choice(list(SourceKind))),
            "publisher": f"Publisher {chosen.randint(1, 500)}",
            "authors": [{"name": f"Author Number {chosen.randint(1, 5000)}"} for _ in range(chosen.randint(0, 3))],
            "published": str(chosen.randint(1990, 2024)),
            "url": f"https://example.org/articles/{number}",
            "interest": str(chosen.choice(list(Interest))),
        }
        return {"source": fields, "claims": [self._claim(chosen.choice(named)) for _ in range(claims)]}

    def _claim(self, treatment: str) -> dict[str, Any]:
        chosen = self.chosen
        claim: dict[str, Any] = {
            "treatment": treatment,
            "condition": f"condition {chosen.randint(1, CONDITIONS)}",
            "aspect": str(chosen.choice(_ASPECTS)),
            "stance": str(chosen.choice(list(Stance))),
            "statement": self.sentence(10),
            "quote": self.sentence(16),
            "certainty": str(chosen.choice(list(Certainty))),
            "evidence": str(chosen.choice(list(EvidenceLevel))),
        }
        if chosen.random() < 0.3:
            claim["population"] = f"population {chosen.randint(1, POPULATIONS)}"
        if chosen.random() < 0.1:
            low = chosen.randint(1, 12)
            claim["quantity"] = {"name": "time to results", "low": low, "high": low + 3, "unit": "months"}
        return claim


def write_literature(path: Path, sources: int, treatments: int = TREATMENTS) -> None:
    """Write a JSONL file of ``sources`` source records."""
    made, encode = Literature(treatments), msgspec.json.encode
    with path.open("wb") as file:
        for number in range(sources):
            file.write(encode(made.source(number)) + b"\n")
