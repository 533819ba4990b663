"""Articles: from bytes to a record of what they say, whatever they are written in."""

from kb.reading.articles.article_type import ARTICLE_SUFFIXES, ArticleType, find_article_type, holds_records
from kb.reading.articles.door import read_article

__all__ = ["ARTICLE_SUFFIXES", "ArticleType", "find_article_type", "holds_records", "read_article"]
