"""Create the tables of the names that merges keep: of authors and of propositions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "author_alias",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("orcid", sa.Text(), server_default="", nullable=False),
        sa.Column("scope", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_author_alias_author_id_author")),
        sa.PrimaryKeyConstraint("name_key", "orcid", "scope", name=op.f("pk_author_alias")),
    )
    with op.batch_alter_table("author_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_author_alias_author_id"), ["author_id"], unique=False)

    op.create_table(
        "proposition_alias",
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("wording_key", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("proposition_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "aspect IN ('efficacy', 'durability', 'predictability', 'safety', 'tolerability', 'candidacy', 'regulation', 'evidence', 'cost', 'availability', 'comparison', 'timing', 'mechanism')",
            name=op.f("ck_proposition_alias_aspect"),
        ),
        sa.ForeignKeyConstraint(
            ["proposition_id"], ["proposition.id"], name=op.f("fk_proposition_alias_proposition_id_proposition")
        ),
        sa.PrimaryKeyConstraint("aspect", "wording_key", name=op.f("pk_proposition_alias")),
    )
    with op.batch_alter_table("proposition_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposition_alias_proposition_id"), ["proposition_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("proposition_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposition_alias_proposition_id"))

    op.drop_table("proposition_alias")
    with op.batch_alter_table("author_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_author_alias_author_id"))

    op.drop_table("author_alias")
