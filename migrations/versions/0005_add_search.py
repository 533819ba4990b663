"""Add the full-text index over claims, articles and sources, with all that is there; find the readers of a text."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

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
INDEXED = {
    "claim_text": ("claim_document", "statement, quotes, title, treatment, treatment_token"),
    "snapshot_text": ("snapshot", "text"),
    "source_text": ("source", "title, publisher"),
}


def upgrade() -> None:
    with op.batch_alter_table("source_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_snapshot_snapshot_id"), ["snapshot_id"], unique=False)

    op.execute(CLAIM_DOCUMENT_VIEW.strip())
    for table, (content, columns) in INDEXED.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5({columns},"
            f" content='{content}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
        op.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def downgrade() -> None:
    for table in reversed(INDEXED):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP VIEW claim_document")
    with op.batch_alter_table("source_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_snapshot_snapshot_id"))
