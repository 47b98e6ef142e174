"""Sessions, meetings and outreach say how far the way was, as a contact does"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("group_session", "clinical_meeting", "outreach"):
        op.add_column(table, sa.Column("travel_distance", sa.Text(), nullable=True))
