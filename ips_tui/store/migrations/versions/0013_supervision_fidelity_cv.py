"""Supervision and learning, fidelity reviews, and the curriculum vitae"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "colleague_feedback",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_colleague_feedback_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague_feedback")),
    )
    op.create_index(op.f("ix_colleague_feedback_staff_id"), "colleague_feedback", ["staff_id"], unique=False)
    op.create_table(
        "fidelity_review",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("scale_version", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("reviewers", sa.Text(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_fidelity_review_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fidelity_review")),
    )
    op.create_index(op.f("ix_fidelity_review_staff_id"), "fidelity_review", ["staff_id"], unique=False)
    op.create_table(
        "field_mentoring",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("mentor_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("observed", sa.Text(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("next_steps", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_field_mentoring_employer_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["staff.id"], name=op.f("fk_field_mentoring_mentor_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_field_mentoring_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_mentoring")),
    )
    op.create_index(op.f("ix_field_mentoring_employer_id"), "field_mentoring", ["employer_id"], unique=False)
    op.create_index(op.f("ix_field_mentoring_mentor_id"), "field_mentoring", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_field_mentoring_staff_id"), "field_mentoring", ["staff_id"], unique=False)
    op.create_table(
        "supervision",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=True),
        sa.Column("supervisor_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("ideas", sa.Text(), nullable=True),
        sa.Column("actions", sa.Text(), nullable=True),
        sa.Column("leads_shared", sa.Boolean(), nullable=True),
        sa.Column("outcomes_looked_at", sa.Boolean(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_supervision_staff_id")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["staff.id"], name=op.f("fk_supervision_supervisor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
    )
    op.create_index(op.f("ix_supervision_staff_id"), "supervision", ["staff_id"], unique=False)
    op.create_index(op.f("ix_supervision_supervisor_id"), "supervision", ["supervisor_id"], unique=False)
    op.create_table(
        "training_attended",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_training_attended_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_attended")),
    )
    op.create_index(op.f("ix_training_attended_staff_id"), "training_attended", ["staff_id"], unique=False)
    op.create_table(
        "fidelity_rating",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("fidelity_review_id", Guid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("rated_staff_id", Guid(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fidelity_review_id"], ["fidelity_review.id"], name=op.f("fk_fidelity_rating_fidelity_review_id")
        ),
        sa.ForeignKeyConstraint(["rated_staff_id"], ["staff.id"], name=op.f("fk_fidelity_rating_rated_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fidelity_rating")),
    )
    op.create_index(
        op.f("ix_fidelity_rating_fidelity_review_id"), "fidelity_rating", ["fidelity_review_id"], unique=False
    )
    op.create_index(op.f("ix_fidelity_rating_rated_staff_id"), "fidelity_rating", ["rated_staff_id"], unique=False)
    op.create_table(
        "supervision_present",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("supervision_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_supervision_present_staff_id")),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_supervision_present_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_present")),
    )
    op.create_index(op.f("ix_supervision_present_staff_id"), "supervision_present", ["staff_id"], unique=False)
    op.create_index(
        op.f("ix_supervision_present_supervision_id"), "supervision_present", ["supervision_id"], unique=False
    )
    op.create_table(
        "case_note_review",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("reviewer_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("actions", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_case_note_review_participant_id")
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_case_note_review_reviewer_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_case_note_review_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note_review")),
    )
    op.create_index(op.f("ix_case_note_review_participant_id"), "case_note_review", ["participant_id"], unique=False)
    op.create_index(op.f("ix_case_note_review_reviewer_id"), "case_note_review", ["reviewer_id"], unique=False)
    op.create_index(op.f("ix_case_note_review_staff_id"), "case_note_review", ["staff_id"], unique=False)
    op.create_table(
        "cv",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("referees", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_cv_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cv")),
    )
    op.create_index(op.f("ix_cv_participant_id"), "cv", ["participant_id"], unique=False)
    op.create_table(
        "supervision_case",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("supervision_id", Guid(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("discussed", sa.Text(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_supervision_case_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_supervision_case_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_case")),
    )
    op.create_index(op.f("ix_supervision_case_participant_id"), "supervision_case", ["participant_id"], unique=False)
    op.create_index(op.f("ix_supervision_case_supervision_id"), "supervision_case", ["supervision_id"], unique=False)
    op.create_table(
        "cv_line",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("cv_id", Guid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("past_job_id", Guid(), nullable=True),
        sa.Column("job_id", Guid(), nullable=True),
        sa.Column("education_id", Guid(), nullable=True),
        sa.Column("licence_id", Guid(), nullable=True),
        sa.ForeignKeyConstraint(["cv_id"], ["cv.id"], name=op.f("fk_cv_line_cv_id")),
        sa.ForeignKeyConstraint(["education_id"], ["education.id"], name=op.f("fk_cv_line_education_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_cv_line_job_id")),
        sa.ForeignKeyConstraint(["licence_id"], ["licence.id"], name=op.f("fk_cv_line_licence_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_cv_line_participant_id")),
        sa.ForeignKeyConstraint(["past_job_id"], ["past_job.id"], name=op.f("fk_cv_line_past_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cv_line")),
    )
    op.create_index(op.f("ix_cv_line_cv_id"), "cv_line", ["cv_id"], unique=False)
    op.create_index(op.f("ix_cv_line_education_id"), "cv_line", ["education_id"], unique=False)
    op.create_index(op.f("ix_cv_line_job_id"), "cv_line", ["job_id"], unique=False)
    op.create_index(op.f("ix_cv_line_licence_id"), "cv_line", ["licence_id"], unique=False)
    op.create_index(op.f("ix_cv_line_participant_id"), "cv_line", ["participant_id"], unique=False)
    op.create_index(op.f("ix_cv_line_past_job_id"), "cv_line", ["past_job_id"], unique=False)
    # Not as a batch: a table made anew would lose the type of its ids.
    key = sa.ForeignKey("cv.id", name=op.f("fk_application_cv_id"))
    op.add_column("application", sa.Column("cv_id", Guid(), key, nullable=True), inline_references=True)
    op.create_index(op.f("ix_application_cv_id"), "application", ["cv_id"], unique=False)
    op.add_column("participant", sa.Column("gender", sa.Text(), nullable=True))
