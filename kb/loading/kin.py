"""What a load has to say of sources that share a text, or may be one."""

from collections.abc import Iterator, Sequence

from kb.naming import name_some
from kb.records import Problem
from kb.store.loading import LoadedSource


def same_text(keys: Sequence[str]) -> str:
    """Return what is to be said of a source whose text others have, too, and is no reprint by its record."""
    origin = f": {keys[0]}" if len(keys) == 1 else ""
    return f"the same text as {_named(keys)}; if it is a reprint, say so in its source record (derived_from{origin})"


def kin_problems(loaded: LoadedSource, *, is_new: bool) -> Iterator[Problem]:
    """Yield what is to be said of an article by itself: which sources have its text, which it may be the text of."""
    if loaded.sharing:
        key = loaded.sharing[0] if len(loaded.sharing) == 1 else "KEY"
        advice = f"; if it is that very source, load it with --key {key}" if is_new else ""
        yield Problem(None, "text", f"{same_text(loaded.sharing)}{advice}")
    if loaded.likely is not None:
        told = f"{loaded.likely.why}; if it is that one's article, load it with --attach {loaded.likely.key}"
        yield Problem(None, "key", told)


def _named(keys: Sequence[str]) -> str:
    return name_some([f"'{key}'" for key in keys])
