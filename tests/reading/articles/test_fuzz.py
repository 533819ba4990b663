"""Whatever an article is made of, it is read whole or refused; ``python -m tests.fuzzing --articles`` goes on."""

from hypothesis import HealthCheck, given, settings

from tests.fuzzing.articles import articles, content_types, hold_article
from tests.fuzzing.files import Broken


@settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(articles, content_types)
def test_an_article_is_read_or_refused(broken: Broken, content_type: str | None) -> None:
    hold_article(broken, content_type)
