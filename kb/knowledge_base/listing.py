"""What is in a base: sources, treatments, authors, propositions."""

from typing import TYPE_CHECKING

from kb.knowledge_base.opening import Opened

if TYPE_CHECKING:
    from kb.records import AuthorRow, PropositionRow, SourceRow, TreatmentRow


class Listing(Opened):
    """The contents of a base, with counts."""

    def sources(self) -> "list[SourceRow]":
        """Return every source, by key, with its claims by stance."""
        from kb.analysis.catalogue import list_sources

        with self._database.reading() as connection:
            return list_sources(connection)

    def treatments(self) -> "list[TreatmentRow]":
        """Return every treatment, variants after what they are variants of."""
        from kb.analysis.catalogue import list_treatments

        with self._database.reading() as connection:
            return list_treatments(connection)

    def authors(self) -> "list[AuthorRow]":
        """Return every author, by name."""
        from kb.analysis.catalogue import list_authors

        with self._database.reading() as connection:
            return list_authors(connection)

    def propositions(self) -> "list[PropositionRow]":
        """Return every proposition that an accepted claim speaks to, by aspect."""
        from kb.analysis.catalogue import list_propositions

        with self._database.reading() as connection:
            return list_propositions(connection)
