"""Add what is known of a reading of a text: what the file was, and for a page from where it came and when."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEPT = "id, source_id, snapshot_id, load_id, read_at"
ADDED = ("media_type", "language", "url", "retrieved_at", "content_type")


def upgrade() -> None:
    rebuild([sa.Column(name, sa.Text(), nullable=True) for name in ADDED])


def downgrade() -> None:
    rebuild([])


def rebuild(more: list[sa.Column]) -> None:
    """Make the table anew with columns ``more`` behind its own, and nothing else: altered in place, or in a batch, it
    would not read as one that was made so, or its constraints would stand in any order."""
    op.rename_table("source_snapshot", "older_source_snapshot")
    op.create_table(
        "source_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_source_snapshot_load_id_load")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_source_snapshot_snapshot_id_snapshot")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_snapshot_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_snapshot")),
    )
    op.execute(f"INSERT INTO source_snapshot ({KEPT}) SELECT {KEPT} FROM older_source_snapshot")
    op.drop_table("older_source_snapshot")
    with op.batch_alter_table("source_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_snapshot_source_id"), ["source_id"], unique=False)
