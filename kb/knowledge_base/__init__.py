"""The public face of kb: open a base, load into it, ask it."""

from typing import TYPE_CHECKING

from kb.knowledge_base.changing import Changing
from kb.knowledge_base.keeping import Keeping
from kb.knowledge_base.listing import Listing
from kb.knowledge_base.reporting import Reporting

if TYPE_CHECKING:
    from kb.loading.run import LoadRun as LoadRun


class KnowledgeBase(Reporting, Listing, Changing, Keeping):
    """One kb database.

    Use it as a context manager, or call :meth:`close`. Each reading method sees one state of the base. A base on disk
    may be used from several threads and processes; loads wait for one another. One in memory belongs to the thread that
    made it.

    >>> from kb import KnowledgeBase
    >>> with KnowledgeBase.in_memory() as kb:
    ...     report = kb.load(seeds=True)
    ...     worst = kb.disagreements("stem cell therapy")[0]
    >>> report.is_clean
    True
    >>> print(worst.kind, "on", worst.aspect, worst.score)
    contradiction on efficacy 0.5
    """
