"""A change group says which one it undoes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undoes", Guid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_change_group_undoes"), ["undoes"], unique=True)
