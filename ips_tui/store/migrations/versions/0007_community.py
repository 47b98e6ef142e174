"""Outreach, group sessions, clinical meetings, people who are interested, community resources"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resource",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
    )
    op.create_table(
        "clinical_meeting",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("clinical_team_id", Guid(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinical_team_id"], ["clinical_team.id"], name=op.f("fk_clinical_meeting_clinical_team_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clinical_meeting_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_meeting")),
    )
    with op.batch_alter_table("clinical_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clinical_meeting_clinical_team_id"), ["clinical_team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clinical_meeting_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "group_session",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("others_reached", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("expectations", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_group_session_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_session")),
    )
    with op.batch_alter_table("group_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "outreach",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_outreach_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
    )
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "interested",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("said_yes_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("how_to_reach", sa.Text(), nullable=True),
        sa.Column("outreach_id", Guid(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_now_on", sa.Date(), nullable=True),
        sa.Column("not_now_words", sa.Text(), nullable=True),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.ForeignKeyConstraint(["outreach_id"], ["outreach.id"], name=op.f("fk_interested_outreach_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_interested_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_interested_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interested")),
    )
    with op.batch_alter_table("interested", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interested_outreach_id"), ["outreach_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interested_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interested_staff_id"), ["staff_id"], unique=False)

    # Not as a batch: a table made anew would lose the type of its ids.
    for table, column, target in (
        ("contact", "group_session_id", "group_session"),
        ("clinical_update", "clinical_meeting_id", "clinical_meeting"),
    ):
        key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{column}"))
        op.add_column(table, sa.Column(column, Guid(), key, nullable=True), inline_references=True)
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
