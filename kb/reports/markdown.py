"""A report as Markdown, as GitHub renders it."""

from collections.abc import Iterable, Iterator, Sequence

from kb.phrases import kinds_counted, matter, parted_values
from kb.records import Agreement, LookedAt, NotComparable, NotCompared, Report
from kb.reports.markdown_coverage import coverage_lines, one_sided_lines
from kb.reports.markdown_disagreement import claim_lines, contents_line, disagreement_lines
from kb.reports.markdown_sources import source_line
from kb.reports.markdown_text import inert, parted
from kb.running_text import count_of, listed, tallied
from kb.vocabulary import Stance

#: How many disagreements the summary names.
NAMED_FIRST = 10
_SAYS: dict[str, str] = {Stance.SUPPORTS: "is true", Stance.REFUTES: "is not true", Stance.NEUTRAL: "is not known"}


def render_markdown(report: Report) -> Iterator[str]:
    """Yield ``report`` as a page of Markdown, line by line; text from a source is text in it and nothing else."""
    about = "everything in this base" if report.treatment is None else inert(report.treatment)
    yield f"# What sources say on {about}, and where they disagree\n\n"
    for line in _summary(report):
        yield f"{line}\n"
    for heading, lines in _parts(report):
        yield f"\n## {heading}\n\n"
        is_empty = True
        for line in lines:
            yield f"{line}\n"
            is_empty = False
        if is_empty:
            yield "None.\n"


def _parts(report: Report) -> Iterator[tuple[str, Iterable[str]]]:
    yield "What was looked at", _looked_at(report.looked_at)
    numbered = enumerate(report.disagreements, 1)
    yield "Disagreements", parted(disagreement_lines(number, each) for number, each in numbered)
    yield "Agreements, in short", map(_agreement, report.agreements)
    yield "Open questions", map(_agreement, report.open_questions)
    yield "Who says something on what", parted(map(coverage_lines, report.coverage))
    one_sided = (line for each in report.coverage for line in one_sided_lines(each))
    yield "For efficacy, and silent on something a reader would ask", one_sided
    yield "Not compared", _not_compared(report.not_compared)
    yield "Sources", map(source_line, report.sources)
    yield "What kb does not say", (f"- {each}" for each in report.limits)


def _summary(report: Report) -> Iterator[str]:
    """Yield what a reader takes in first."""
    summary = report.summary
    found = kinds_counted(summary.disagreements) or "no disagreement"
    yield f"**{count_of(summary.sources, 'source')}, {count_of(summary.voices, 'voice')}: {found}.**"
    yield ""
    if summary.worst:
        yield f"> {inert(summary.worst)}"
        yield ""
        first = report.disagreements[:NAMED_FIRST]
        yield from (contents_line(number, each) for number, each in enumerate(first, 1))
        if len(report.disagreements) > NAMED_FIRST:
            yield f"- and {len(report.disagreements) - NAMED_FIRST} more"
        yield ""
    agreed = f"{count_of(summary.agreements, 'agreement')}, {count_of(summary.open_questions, 'open question')}"
    praise = count_of(summary.one_sided, "source is", "sources are")
    yield f"{agreed}; {praise} for efficacy and silent on something a reader would ask."


def _looked_at(looked_at: LookedAt) -> Iterator[str]:
    quotes = listed([f"{number} {state}" for state, number in looked_at.quotes.items()]) or "none"
    yield f"- treatments: {inert(listed(looked_at.treatments)) or 'none'}"
    yield f"- {count_of(looked_at.sources, 'source')}, {count_of(looked_at.claims, 'claim')}; quotes: {quotes}"
    yield f"- schema {looked_at.schema}, contents SHA-256 {looked_at.contents}"


def _agreement(agreement: Agreement) -> str:
    voices = count_of(agreement.voices, "voice says", "voices say")
    claims = inert(", ".join(agreement.claims))
    told = f"{agreement.aspect}: **{inert(matter(agreement))}**"
    says = f"{voices} that it {_SAYS[agreement.stance]} (interest: {tallied(agreement.interest)})"
    return f"- {told} · {says} · {claims}"


def _not_compared(not_compared: NotCompared) -> Iterator[str]:
    for field, number in not_compared.counts.items():
        pairs = count_of(number, "pair of claims is", "pairs of claims are")
        yield f"- {pairs} not compared because the {field} is another one"
    for pair in not_compared.pairs:
        yield from _pair(pair)
    if not_compared.left_out:
        yield ""
        more = count_of(not_compared.left_out, "more pair is", "more pairs are")
        yield f"{more} not listed: one stands for all whose claims are said of the same."


def _pair(pair: NotComparable) -> Sequence[str]:
    one, other = map(inert, parted_values(pair))
    heading = f"{pair.field}: {one} / {other} · **{inert(pair.claims[0].proposition)}**"
    return ["", heading, "", *(line for claim in pair.claims for line in claim_lines(claim))]
