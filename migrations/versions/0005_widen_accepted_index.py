"""Put the condition into the index of accepted claims: what is disputed is counted without reading a claim."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

EARLIER = ["treatment_id", "proposition_id", "stance", "source_id", "status"]
WIDER = ["treatment_id", "proposition_id", "stance", "condition_id", "source_id", "status"]


def upgrade() -> None:
    replace(WIDER)


def downgrade() -> None:
    replace(EARLIER)


def replace(columns: list[str]) -> None:
    op.drop_index("ix_claim_accepted", "claim")
    op.create_index("ix_claim_accepted", "claim", columns, sqlite_where=sa.text("status = 'accepted'"))
