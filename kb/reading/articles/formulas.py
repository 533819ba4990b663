"""Formulas on one line of text: TeX as it is written, MathML with signs for what its layout says."""

import re

from kb.reading.articles.xml_tree import Element, name_of

_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_DOLLARS = re.compile(r"^\$\$?(.*?)\$?\$$", re.DOTALL)
_MARKS = {
    "mfrac": "({0})/({1})",
    "msup": "{0}^{1}",
    "msub": "{0}_{1}",
    "msubsup": "{0}_{1}^{2}",
    "mover": "{0}{1}",
    "munder": "{0}_{1}",
    "munderover": "{0}_{1}^{2}",
    "mroot": "root({0}, {1})",
}
#: What stands for a formula that is there as a picture only.
PICTURE = "[formula]"


def write_formula(element: Element) -> str:
    """Return the formula in ``element``: its TeX, else its MathML, else its words, else a mark that there is one."""
    for each in element.iter():
        if name_of(each) == "tex-math":
            return f"{_tex(''.join(each.itertext())) or PICTURE} {_label(element)}".strip()
    maths = [each for each in element.iter() if name_of(each) == "math"]
    if maths:
        after = maths[0].tail if maths[0].getparent() is element else ""
        before = element.text if element is not maths[0] else ""
        return " ".join(f"{before or ''}{_mathml(maths[0])}{after or ''} {_label(element)}".split()) or PICTURE
    return " ".join("".join(element.itertext()).split()) or PICTURE


def _label(element: Element) -> str:
    return " ".join("".join(each.itertext()) for each in element if name_of(each) == "label")


def _tex(text: str) -> str:
    found = _DOCUMENT.search(text)
    tex = (found.group(1) if found else text).strip()
    dollars = _DOLLARS.match(tex)
    return " ".join((dollars.group(1) if dollars else tex).split())


def _mathml(math: Element) -> str:
    """Return MathML as text, from its leaves up; it nests no deeper than the tree that it stands in."""
    done: dict[Element, str] = {}
    waiting = [(math, False)]
    while waiting:
        element, is_ready = waiting.pop()
        parts = [each for each in element if name_of(each) and name_of(each) not in ("annotation", "annotation-xml")]
        if not is_ready:
            waiting.append((element, True))
            waiting.extend((each, False) for each in parts)
            continue
        done[element] = _layout(name_of(element), element.text or "", [done.pop(each) for each in parts])
    return done[math]


def _layout(name: str, text: str, parts: list[str]) -> str:
    mark = _MARKS.get(name)
    if mark and len(parts) == mark.count("{"):
        return mark.format(*parts)
    if name == "mo":
        return f" {text.strip()} " if text.strip() in ("=", "+", "<", ">", "≤", "≥", "×", "±", "≈") else text.strip()
    if name == "msqrt":
        return f"√({''.join(parts)})"
    if name in ("mtr", "mlabeledtr"):
        return f"{', '.join(parts)}; "
    return (text if name in ("mtext", "ms") else text.strip()) + "".join(parts)
