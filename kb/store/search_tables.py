"""The full-text index of a base: its tables, which hold words and where they stand, and no copy of any text.

SQLite asks the view and the tables named here for the text of a row, when a hit is to be shown. What is taken out of
the index must therefore be what was put in: ``kb.store.search_index`` sees to that.
"""

#: Words are folded (case, accents) and brought to their English stem.
TOKENIZER = "porter unicode61 remove_diacritics 2"
#: What parts the quotes of a claim, and the names of its treatment, in one column: a sign that no article is read with.
PARTING = "\x1e"

CLAIM_DOCUMENT = "claim_document"
SHOWN_COLUMNS = ("statement", "quotes", "title", "treatment")
TOKEN_COLUMN = "treatment_token"

#: What a claim of any status is found by. The token is a word that nobody types: the claims of a treatment are found by
#: it in the same breath as the words.
CLAIM_DOCUMENT_VIEW = """
CREATE VIEW claim_document AS
SELECT
    c.id,
    c.statement,
    (SELECT group_concat(exact, char(30)) FROM
        (SELECT q.exact FROM quote AS q WHERE q.claim_id = c.id ORDER BY q.position)) AS quotes,
    s.title,
    (SELECT group_concat(name, char(30)) FROM
        (SELECT n.name FROM concept_name AS n WHERE n.concept_id = c.treatment_id ORDER BY n.name_key)) AS treatment,
    't' || c.treatment_id AS treatment_token
FROM claim AS c
JOIN source AS s ON s.id = c.source_id
"""

#: The index by its table: what it indexes, by which columns.
INDEXED: dict[str, tuple[str, tuple[str, ...]]] = {
    "claim_text": (CLAIM_DOCUMENT, (*SHOWN_COLUMNS, TOKEN_COLUMN)),
    "snapshot_text": ("snapshot", ("text",)),
    "source_text": ("source", ("title", "publisher")),
}


#: How much a word counts in each column: words that were said more than those that say of what, the token nothing.
RANKING = {
    "claim_text": "bm25(10.0, 10.0, 4.0, 2.0, 0.0)",
    "snapshot_text": "bm25(1.0)",
    "source_text": "bm25(4.0, 1.0)",
}


def _table(name: str) -> str:
    content, columns = INDEXED[name]
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)},"
        f" content='{content}', content_rowid='id', tokenize='{TOKENIZER}')"
    )


#: What makes the index, in this order.
SEARCH_SCHEMA = (CLAIM_DOCUMENT_VIEW.strip(), *map(_table, INDEXED))


def treatment_token(concept_id: int) -> str:
    """Return the word by which the claims about a treatment are found in the column ``treatment_token``."""
    return f"t{concept_id}"
