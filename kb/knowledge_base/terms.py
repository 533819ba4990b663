"""The fixed words in a question: checked before anything is asked."""

from kb.errors import UsageError
from kb.naming import did_you_mean
from kb.vocabulary import VOCABULARIES


def check_terms(**given: str | None) -> None:
    """Raise UsageError for a word that is not in its vocabulary: nothing found must not look like nothing asked."""
    for name, value in given.items():
        terms = [term.value for term in VOCABULARIES[name]]
        if value is not None and value not in terms:
            raise UsageError(f"{name}: '{value}' is not one of {', '.join(terms)}{did_you_mean(value, terms)}")
