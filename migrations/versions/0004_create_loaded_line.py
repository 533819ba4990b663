"""Keep the hash of each line that a source was loaded from, so that the same line is not read twice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "loaded_line",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("line_digest", sa.Text(), nullable=False),
        sa.Column("record_digest", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_loaded_line_source_id_source")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_loaded_line")),
    )
    with op.batch_alter_table("loaded_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_loaded_line_line_digest"), ["line_digest"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("loaded_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_loaded_line_line_digest"))
    op.drop_table("loaded_line")
