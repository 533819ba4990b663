"""Sources in Markdown, with their full citation."""

from kb.phrases import interest, signed
from kb.records import Citation
from kb.reports.addresses import addresses
from kb.reports.markdown_text import inert, linked
from kb.running_text import count_of


def source_line(source: Citation) -> str:
    """Return a source as an item of a list: who, what, where, when, what it stands to gain, where to find it."""
    published = source.published or "undated"
    note = f" ({source.published_note})" if source.published_note else ""
    cited = [f"{inert(signed(source) or 'Unnamed author')}: “{inert(source.title)}”"]
    cited += [inert(source.publisher)] if source.publisher else []
    cited.append(inert(published + note))
    facts = [source.kind, interest(source.interest)]
    facts += [f"sponsor {inert(source.sponsor)}"] if source.sponsor else []
    facts += [f"derived from {inert(source.derived_from)}"] if source.derived_from else []
    facts.append(count_of(source.claims, "claim"))
    facts.append(f"text SHA-256 {source.snapshot[:16]}…" if source.snapshot else "text not loaded")
    lines = [f"**{inert(source.key)}** · {', '.join(cited)}", " · ".join(facts)]
    lines += [" · ".join(linked(shown, address) for shown, address in addresses(source).items())]
    return "- " + "\\\n  ".join(filter(None, lines))
