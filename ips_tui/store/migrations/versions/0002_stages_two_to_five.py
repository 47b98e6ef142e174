"""The tables of stages 2 to 5"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_set",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_set")),
    )
    op.create_table(
        "application",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("matches_preferences", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_application_employer_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_application_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "barrier",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("being_done", sa.Text(), nullable=True),
        sa.Column("by_whom", sa.Text(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_barrier_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barrier")),
    )
    with op.batch_alter_table("barrier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_barrier_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "closure",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("work_status", sa.Text(), nullable=False),
        sa.Column("hand_over_to", sa.Text(), nullable=True),
        sa.Column("hand_over_on", sa.Date(), nullable=True),
        sa.Column("way_back_explained", sa.Boolean(), nullable=False),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("reopened_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_closure_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closure_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_type", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("without_research_why", sa.Text(), nullable=True),
        sa.Column("without_talk_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_goal_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "labour_market_research",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("talked_through_on", sa.Date(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=True),
        sa.Column("requirements", sa.Text(), nullable=True),
        sa.Column("pay", sa.Text(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("travel", sa.Text(), nullable=True),
        sa.Column("hidden_market", sa.Text(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_labour_market_research_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labour_market_research")),
    )
    with op.batch_alter_table("labour_market_research", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_labour_market_research_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "licence",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_licence_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
    )
    with op.batch_alter_table("licence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_licence_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "past_job",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("started", sa.Text(), nullable=True),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("pay", sa.Text(), nullable=True),
        sa.Column("duties", sa.Text(), nullable=True),
        sa.Column("how_found", sa.Text(), nullable=True),
        sa.Column("liked", sa.Text(), nullable=True),
        sa.Column("disliked", sa.Text(), nullable=True),
        sa.Column("why_left", sa.Text(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_past_job_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_job")),
    )
    with op.batch_alter_table("past_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_past_job_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "personal_information_talk",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("first_wish", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_personal_information_talk_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_information_talk")),
    )
    with op.batch_alter_table("personal_information_talk", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_personal_information_talk_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "preferences",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=True),
        sa.Column("fewest_hours", sa.Integer(), nullable=True),
        sa.Column("most_hours", sa.Integer(), nullable=True),
        sa.Column("times", sa.Text(), nullable=False),
        sa.Column("pace", sa.Text(), nullable=True),
        sa.Column("public_contact", sa.Text(), nullable=True),
        sa.Column("surroundings", sa.Text(), nullable=True),
        sa.Column("most_travel_minutes", sa.Integer(), nullable=True),
        sa.Column("pay_floor", sa.Text(), nullable=True),
        sa.Column("not_with", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_preferences_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferences")),
    )
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preferences_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "profile_source",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("permission_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_profile_source_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_source")),
    )
    with op.batch_alter_table("profile_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_source_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "search_activity",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("attended", sa.Text(), nullable=False),
        sa.Column("what_came", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_search_activity_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_search_activity_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_activity")),
    )
    with op.batch_alter_table("search_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_activity_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_activity_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "skill_gap",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("gap", sa.Text(), nullable=False),
        sa.Column("bridge", sa.Text(), nullable=True),
        sa.Column("quickest_route", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_skill_gap_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_gap")),
    )
    with op.batch_alter_table("skill_gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_gap_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "vocational_profile",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_vocational_profile_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocational_profile")),
    )
    with op.batch_alter_table("vocational_profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vocational_profile_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "action_plan",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("goal_id", Guid(), nullable=True),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_action_plan_goal_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_action_plan_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_plan")),
    )
    with op.batch_alter_table("action_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_plan_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_plan_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("vocational_profile_id", Guid(), nullable=False),
        sa.Column("question_set_id", Guid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_answer_participant_id")),
        sa.ForeignKeyConstraint(["question_set_id"], ["question_set.id"], name=op.f("fk_answer_question_set_id")),
        sa.ForeignKeyConstraint(
            ["vocational_profile_id"], ["vocational_profile.id"], name=op.f("fk_answer_vocational_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_question_set_id"), ["question_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_vocational_profile_id"), ["vocational_profile_id"], unique=False)

    op.create_table(
        "education",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("goal_id", Guid(), nullable=True),
        sa.Column("link_to_goal", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("supports", sa.Text(), nullable=False),
        sa.Column("disclosure", sa.Text(), nullable=True),
        sa.Column("disclosure_words", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_education_goal_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_education_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education")),
    )
    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_education_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_education_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("application_id", Guid(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("preparation", sa.Text(), nullable=True),
        sa.Column("support_there", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_interview_application_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_interview_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_type", sa.Text(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("employer_name", sa.Text(), nullable=True),
        sa.Column("line_manager", sa.Text(), nullable=True),
        sa.Column("held_at_referral", sa.Boolean(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("four_hours_on", sa.Date(), nullable=True),
        sa.Column("fell_through_on", sa.Date(), nullable=True),
        sa.Column("open_to_all", sa.Boolean(), nullable=True),
        sa.Column("minimum_wage", sa.Boolean(), nullable=True),
        sa.Column("same_pay", sa.Boolean(), nullable=True),
        sa.Column("permanence", sa.Text(), nullable=True),
        sa.Column("how_found", sa.Text(), nullable=True),
        sa.Column("matches", sa.Text(), nullable=True),
        sa.Column("shift_pattern", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("travel_mode", sa.Text(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("agreement_id", Guid(), nullable=True),
        sa.Column("without_plan_why", sa.Text(), nullable=True),
        sa.Column("without_benefits_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["disclosure_agreement.id"], name=op.f("fk_job_agreement_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_job_employer_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_job_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_absence_job_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_absence_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "benefits_counselling",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=True),
        sa.Column("adviser_name", sa.Text(), nullable=True),
        sa.Column("adviser_trained", sa.Boolean(), nullable=True),
        sa.Column("job_id", Guid(), nullable=True),
        sa.Column("benefits", sa.Text(), nullable=False),
        sa.Column("tool", sa.Text(), nullable=True),
        sa.Column("tool_on", sa.Date(), nullable=True),
        sa.Column("risks", sa.Text(), nullable=True),
        sa.Column("understood", sa.Boolean(), nullable=True),
        sa.Column("copy_given_on", sa.Date(), nullable=True),
        sa.Column("duties_explained", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_benefits_counselling_job_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_benefits_counselling_participant_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_benefits_counselling_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefits_counselling")),
    )
    with op.batch_alter_table("benefits_counselling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benefits_counselling_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefits_counselling_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefits_counselling_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "follow_along_contact",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("contact_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("to_do", sa.Text(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("satisfaction_words", sa.Text(), nullable=True),
        sa.Column("employer_feedback", sa.Text(), nullable=True),
        sa.Column("employer_feedback_on", sa.Date(), nullable=True),
        sa.Column("support_still_wanted", sa.Boolean(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_follow_along_contact_contact_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_follow_along_contact_job_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_follow_along_contact_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_along_contact")),
    )
    with op.batch_alter_table("follow_along_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_along_contact_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_along_contact_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_along_contact_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "in_work_support_plan",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("rhythm", sa.Text(), nullable=True),
        sa.Column("who_supports", sa.Text(), nullable=False),
        sa.Column("early_signs", sa.Text(), nullable=True),
        sa.Column("what_then", sa.Text(), nullable=True),
        sa.Column("clinical_input", sa.Text(), nullable=True),
        sa.Column("clinical_input_on", sa.Date(), nullable=True),
        sa.Column("clinical_input_by", sa.Text(), nullable=True),
        sa.Column("exit_from_on", sa.Date(), nullable=True),
        sa.Column("exit_to", sa.Text(), nullable=True),
        sa.Column("exit_remains", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_in_work_support_plan_job_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_in_work_support_plan_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_in_work_support_plan")),
    )
    with op.batch_alter_table("in_work_support_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_in_work_support_plan_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_in_work_support_plan_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "job_ending",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("last_day_on", sa.Date(), nullable=False),
        sa.Column("learnt_on", sa.Date(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("persons_view", sa.Text(), nullable=True),
        sa.Column("employers_view", sa.Text(), nullable=True),
        sa.Column("employers_view_on", sa.Date(), nullable=True),
        sa.Column("specialists_view", sa.Text(), nullable=True),
        sa.Column("learnt", sa.Text(), nullable=True),
        sa.Column("differently", sa.Text(), nullable=True),
        sa.Column("new_search", sa.Text(), nullable=False),
        sa.Column("new_search_on", sa.Date(), nullable=True),
        sa.Column("benefits_informed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_ending_job_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_job_ending_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_ending")),
    )
    with op.batch_alter_table("job_ending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_ending_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_ending_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "job_terms",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("pay", sa.Text(), nullable=True),
        sa.Column("pay_period", sa.Text(), nullable=True),
        sa.Column("duties", sa.Text(), nullable=True),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_terms_job_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_job_terms_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_terms")),
    )
    with op.batch_alter_table("job_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_terms_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_terms_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("job_id", Guid(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_milestone_job_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_milestone_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "objective",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("action_plan_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("specific", sa.Text(), nullable=False),
        sa.Column("measurable", sa.Text(), nullable=False),
        sa.Column("achievable", sa.Text(), nullable=True),
        sa.Column("relevant_goal_id", Guid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_plan_id"], ["action_plan.id"], name=op.f("fk_objective_action_plan_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_objective_participant_id")),
        sa.ForeignKeyConstraint(["relevant_goal_id"], ["goal.id"], name=op.f("fk_objective_relevant_goal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
    )
    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objective_action_plan_id"), ["action_plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_relevant_goal_id"), ["relevant_goal_id"], unique=False)

    op.create_table(
        "benefits_scenario",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("benefits_counselling_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("pay_an_hour", sa.Text(), nullable=True),
        sa.Column("net_now", sa.Text(), nullable=True),
        sa.Column("net_then", sa.Text(), nullable=True),
        sa.Column("difference", sa.Text(), nullable=True),
        sa.Column("travel_cost", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["benefits_counselling_id"],
            ["benefits_counselling.id"],
            name=op.f("fk_benefits_scenario_benefits_counselling_id"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_benefits_scenario_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefits_scenario")),
    )
    with op.batch_alter_table("benefits_scenario", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_benefits_scenario_benefits_counselling_id"), ["benefits_counselling_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_benefits_scenario_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "step",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("objective_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_step_objective_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_step_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "support_need",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("in_work_support_plan_id", Guid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("support", sa.Text(), nullable=True),
        sa.Column("by_whom", sa.Text(), nullable=False),
        sa.Column("how_often", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["in_work_support_plan_id"],
            ["in_work_support_plan.id"],
            name=op.f("fk_support_need_in_work_support_plan_id"),
        ),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_support_need_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_need")),
    )
    with op.batch_alter_table("support_need", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_support_need_in_work_support_plan_id"), ["in_work_support_plan_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_support_need_participant_id"), ["participant_id"], unique=False)

    with op.batch_alter_table("caseload_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_caseload_line_closed_on"), ["closed_on"], unique=False)

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.Text(), server_default="", nullable=False))

    # Not as a batch: a table made anew would lose the type of its ids.
    op.add_column(
        "review",
        sa.Column(
            "action_plan_id",
            Guid(),
            sa.ForeignKey("action_plan.id", name=op.f("fk_review_action_plan_id")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.add_column("review", sa.Column("plan_result", sa.Text(), nullable=True))
    op.create_index(op.f("ix_review_action_plan_id"), "review", ["action_plan_id"], unique=False)
