"""Taking somebody in: the team's own lists, how a person likes to work, records that were joined"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_item",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_item")),
    )
    op.create_table(
        "joined_record",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("other_id", Guid(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("parted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["other_id"], ["participant.id"], name=op.f("fk_joined_record_other_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_joined_record_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joined_record")),
    )
    with op.batch_alter_table("joined_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joined_record_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joined_record_participant_id"), ["participant_id"], unique=False)

    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("working_style", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("emergency_contact_agreed_on", sa.Date(), nullable=True))
    for table, column in (("participant", "ethnicity_group_id"), ("referral", "own_programme_id")):
        # Not as a batch: a table made anew would lose the type of its ids.
        key = sa.ForeignKey("list_item.id", name=op.f(f"fk_{table}_{column}"))
        op.add_column(table, sa.Column(column, Guid(), key, nullable=True), inline_references=True)
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
