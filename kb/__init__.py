"""kb: who says what about a treatment, in which words, and where they disagree.

>>> import kb
>>> kb.__version__
'0.1.0'
"""

from __future__ import annotations

# Not from typing, which takes as long to import as all that a short command needs before Ctrl-C is minded.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kb.knowledge_base import KnowledgeBase as KnowledgeBase
    from kb.records import as_dict as as_dict
    from kb.records import as_dicts as as_dicts

__version__ = "0.1.0"
__all__ = ["KnowledgeBase", "__version__", "as_dict", "as_dicts"]


def __getattr__(name: str) -> Any:
    """Import the face of the package only when it is asked for: ``kb --help`` pays for neither parser nor database."""
    if name == "KnowledgeBase":
        from kb.knowledge_base import KnowledgeBase

        return KnowledgeBase
    if name in ("as_dict", "as_dicts"):
        from kb import records

        return getattr(records, name)
    raise AttributeError(f"module 'kb' has no attribute {name!r}")
