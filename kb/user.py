"""Who works with kb, for the history."""

import getpass


def user_name() -> str | None:
    """Return the name of the user as the system knows it, None where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
