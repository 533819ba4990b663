"""Add what is known of a reading of a text: what the file was, and for a page from where it came and when."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = ("media_type", "language", "url", "retrieved_at", "content_type")


def upgrade() -> None:
    # rebuilt, and not altered in place, so that the table reads as one that was made so
    with op.batch_alter_table("source_snapshot", schema=None, recreate="always") as batch_op:
        for name in COLUMNS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("source_snapshot", schema=None, recreate="always") as batch_op:
        for name in reversed(COLUMNS):
            batch_op.drop_column(name)
