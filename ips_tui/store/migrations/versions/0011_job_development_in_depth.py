"""Sites and people of employers, the weekly review of their contacts, leads, offices, offers, lines put off"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ADDED: Mapping[str, Mapping[str, Any]] = {
    "application": {"offered_on": sa.Date(), "offer": sa.Text(), "answer_by": sa.Date()},
    "employer_contact": {
        "minutes": sa.Integer(),
        "travel_minutes": sa.Integer(),
        "travel_distance": sa.Text(),
        "asked": sa.Text(),
    },
    "in_work_support_plan": {"employer_rhythm": sa.Text()},
    "interview": {"specialist_there": sa.Boolean()},
    "search_activity": {"moved_to": sa.Date()},
}


def upgrade() -> None:
    op.create_table(
        "employer_log_review",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("reviewer_id", Guid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_employer_log_review_reviewer_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_employer_log_review_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_log_review")),
    )
    with op.batch_alter_table("employer_log_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_log_review_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_log_review_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "employer_person",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employer_person_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_person")),
    )
    with op.batch_alter_table("employer_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_person_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "employer_site",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employer_site_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_site")),
    )
    with op.batch_alter_table("employer_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_site_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "lead",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_type", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_lead_employer_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_lead_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_lead_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "office_contact",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_office_contact_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_office_contact_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_contact")),
    )
    with op.batch_alter_table("office_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_contact_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_contact_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "snooze",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("snoozed_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_snooze_employer_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_snooze_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_snooze_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    with op.batch_alter_table("snooze", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snooze_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_snooze_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_snooze_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "lead_offer",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("lead_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_offer_lead_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_lead_offer_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_lead_offer_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_offer")),
    )
    with op.batch_alter_table("lead_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_offer_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_staff_id"), ["staff_id"], unique=False)

    for table, columns in _ADDED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    # Not as a batch: a table made anew would lose the type of its ids.
    for column, target in (("employer_id", "employer"), ("agreement_id", "disclosure_agreement")):
        key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_interview_{column}"))
        op.add_column("interview", sa.Column(column, Guid(), key, nullable=True), inline_references=True)
        op.create_index(op.f(f"ix_interview_{column}"), "interview", [column], unique=False)
    op.add_column("employer_line", sa.Column("met", sa.Integer(), server_default="0", nullable=False))
    op.add_column("employer_line", sa.Column("hires", sa.Integer(), server_default="0", nullable=False))
    op.add_column("obligation", sa.Column("snoozed_until", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("snoozed_why", sa.Text(), server_default="", nullable=False))
