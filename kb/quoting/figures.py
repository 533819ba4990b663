"""The figures in a text, in one form however they are written: ``0·5`` as ``0.5``, ``six`` as ``6``.

Words for numbers are known in English only.
"""

import re

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = {
    **{word: str(number) for number, word in enumerate(_UNITS.split())},
    **{word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)},
    "per cent": "%",
    "percent": "%",
    "<=": "≤",
    ">=": "≥",
    "+/-": "±",
}
_WORD = "|".join(f"{_UNITS} {_TENS}".split()) + (
    r"|per ?cent|hundreds?|thousands?|millions?|billions?|dozens?|half|halves|thirds?|quarters?|once|twice|thrice"
    r"|(?:doubl|tripl|halv)(?:es?|ed|ing)|(?:\w+-)?\w+fold"
)
#: A trial that is double-blind, double-dummy or triple-masked, and a half-life, count nothing.
_NO_FIGURE = r"(?:doubl|tripl)e[ \u2010\u2011-]?(?:blind|mask|dumm)|hal(?:f|ves)[ \u2010\u2011-]?li(?:fe|ves)\b"
_FIGURE = re.compile(
    r"(?:(?<![\w.)%])[-+±\u2212\u2013])?(?:\d+(?:[.,\u00b7]\d+)*|(?<!\d)[.\u00b7]\d+)"
    rf"|[<>]=|\+/-|[<>≤≥=≈±%‰]|\b(?!{_NO_FIGURE})(?:{_WORD})\b"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def figures_in(text: str) -> list[str]:
    """Return numbers with their signs, number words, per cent and signs of comparison, in the order of the text."""
    return [_plain(found.group()) for found in _FIGURE.finditer(text.casefold())]


def _plain(figure: str) -> str:
    figure = _THOUSANDS.sub("", _SPELLED.get(figure, figure)).replace("\u00b7", ".")
    figure = figure.replace("\u2212", "-").replace("\u2013", "-")
    return f"0{figure}" if figure.startswith(".") else figure
