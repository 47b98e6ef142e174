"""Getting to know each other: who took part and tried, distances, topics, natural supports, satisfaction, pauses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("together_with", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("tried_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("travel_distance", sa.Text(), nullable=True))
    with op.batch_alter_table("caseload_line", schema=None) as batch_op:
        # Derived: filled when the rules are seen to be others.
        batch_op.add_column(sa.Column("clock_from_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("clock_met_on", sa.Date(), nullable=True))

    op.create_table(
        "natural_support",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("contact_about", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("helps_with", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_natural_support_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_natural_support")),
    )
    with op.batch_alter_table("natural_support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_natural_support_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_pause_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "rapport",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("question_set_id", Guid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("talked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_rapport_participant_id")),
        sa.ForeignKeyConstraint(["question_set_id"], ["question_set.id"], name=op.f("fk_rapport_question_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapport")),
    )
    with op.batch_alter_table("rapport", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rapport_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rapport_question_set_id"), ["question_set_id"], unique=False)

    op.create_table(
        "satisfaction",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("question_set_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_satisfaction_participant_id")),
        sa.ForeignKeyConstraint(["question_set_id"], ["question_set.id"], name=op.f("fk_satisfaction_question_set_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_satisfaction_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
    )
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfaction_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_satisfaction_question_set_id"), ["question_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_satisfaction_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "satisfaction_answer",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("satisfaction_id", Guid(), nullable=False),
        sa.Column("question_set_id", Guid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_satisfaction_answer_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_set_id"], ["question_set.id"], name=op.f("fk_satisfaction_answer_question_set_id")
        ),
        sa.ForeignKeyConstraint(
            ["satisfaction_id"], ["satisfaction.id"], name=op.f("fk_satisfaction_answer_satisfaction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction_answer")),
    )
    with op.batch_alter_table("satisfaction_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfaction_answer_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_satisfaction_answer_question_set_id"), ["question_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_satisfaction_answer_satisfaction_id"), ["satisfaction_id"], unique=False)
