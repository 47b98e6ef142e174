"""Versions of the profile say what made them needed; steps their barrier, research its goal"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vocational_profile", sa.Column("occasion", sa.Text(), nullable=True))
    for table, column, target in (
        ("vocational_profile", "job_id", "job"),
        ("labour_market_research", "goal_id", "goal"),
        ("step", "barrier_id", "barrier"),
        ("step", "resource_id", "resource"),
    ):
        # Not as a batch: a table made anew would lose the type of its ids.
        key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}"))
        op.add_column(table, sa.Column(column, Guid(), key, nullable=True), inline_references=True)
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
