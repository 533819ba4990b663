"""A text that is written paragraph by paragraph, and where in it each section begins and ends."""

from kb.quoting import normalise_text
from kb.records import ArticleSection


class Written:
    """Collects the paragraphs of a text, each in its last form, so that offsets into the whole can be told."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.open: list[tuple[str, int]] = []
        self.sections: list[ArticleSection] = []
        self.line: list[str] = []
        self.gap = "\n\n"

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def words(self, text: str | None) -> None:
        """Add words to the paragraph that is being written."""
        if text:
            self.line.append(text)

    def part_words(self) -> None:
        """Keep what follows from running into what stands there: a blank, where there is none yet."""
        if self.line and self.line[-1] and not self.line[-1][-1].isspace():
            self.line.append(" ")

    def end(self, gap: str = "\n\n", *, keep: bool = False) -> None:
        """End the paragraph; ``gap`` parts it from the next. Blanks in it are folded unless they are to be kept."""
        joined = "".join(self.line)
        self.line.clear()
        lines = joined.strip("\n").split("\n") if keep else [" ".join(each.split()) for each in joined.split("\v")]
        paragraph = normalise_text("\n".join(line for line in lines if keep or line)).rstrip()
        if not paragraph.strip():
            self.gap = max(self.gap, gap, key=len)
            return
        if self.parts:
            self._add(self.gap)
        self._add(paragraph)
        self.gap = gap

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def begin_section(self, title: str) -> None:
        self.end()
        self.open.append((title, self.size + (len(self.gap) if self.parts else 0)))

    def end_section(self) -> None:
        """End the section begun last; one without a title, or without text, is none."""
        self.end()
        title, start = self.open.pop()
        if title and start < self.size:
            self.sections.append(ArticleSection(title=title, start=start, end=self.size))
