"""Put the condition into the index of accepted claims, and the few others into one of their own.

What is disputed is counted without reading a claim, and what is proposed found without going through all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

EARLIER = ["treatment_id", "proposition_id", "stance", "source_id", "status"]
WIDER = ["treatment_id", "proposition_id", "stance", "condition_id", "source_id", "status"]


def upgrade() -> None:
    replace(WIDER)
    op.create_index("ix_claim_not_accepted", "claim", ["treatment_id"], sqlite_where=sa.text("status <> 'accepted'"))


def downgrade() -> None:
    op.drop_index("ix_claim_not_accepted", "claim")
    replace(EARLIER)


def replace(columns: list[str]) -> None:
    op.drop_index("ix_claim_accepted", "claim")
    op.create_index("ix_claim_accepted", "claim", columns, sqlite_where=sa.text("status = 'accepted'"))
