"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ips_tui.records.base import Guid

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "caseload_line",
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("stage_entered_on", sa.Date(), nullable=False),
        sa.Column("specialist_id", Guid(), nullable=True),
        sa.Column("specialist_ref", sa.Text(), nullable=False),
        sa.Column("specialist_name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("first_seen_on", sa.Date(), nullable=True),
        sa.Column("first_search_on", sa.Date(), nullable=True),
        sa.Column("first_employer_met_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_caseload_line")),
    )
    with op.batch_alter_table("caseload_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_caseload_line_sort_name"), ["sort_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_caseload_line_specialist_id"), ["specialist_id"], unique=False)

    op.create_table(
        "change_group",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("site_id", Guid(), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hybrid_clock", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("schema_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_group")),
        sa.UniqueConstraint("site_id", "sequence", name=op.f("uq_change_group_site_id")),
    )
    with op.batch_alter_table("change_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_group_hybrid_clock"), ["hybrid_clock"], unique=False)

    op.create_table(
        "clinical_team",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_team")),
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("subject_id", Guid(), nullable=True),
        sa.Column("record_id", Guid(), nullable=True),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("base", Guid(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_table(
        "employer",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("size_band", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("person_role", sa.Text(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("best_time", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    op.create_table(
        "employer_line",
        sa.Column("employer_id", Guid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("employer_id", name=op.f("pk_employer_line")),
    )
    with op.batch_alter_table("employer_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_line_sort_name"), ["sort_name"], unique=False)

    op.create_table(
        "flag",
        sa.Column("subject_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "kind", name=op.f("pk_flag")),
    )
    op.create_table(
        "known_site",
        sa.Column("site_id", Guid(), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_known_site")),
    )
    op.create_table(
        "obligation",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source_id", Guid(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("lapses_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index("ix_obligation_listed", ["due_on", "opens_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_obligation_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "site",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("practice_day", sa.Text(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "staff",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("full_time_percent", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_ref"), ["ref"], unique=False)

    op.create_table(
        "upcoming_date",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", Guid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source_id", Guid(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upcoming_date")),
    )
    with op.batch_alter_table("upcoming_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upcoming_date_on_day"), ["on_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_upcoming_date_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "care_coordinator",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("clinical_team_id", Guid(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinical_team_id"], ["clinical_team.id"], name=op.f("fk_care_coordinator_clinical_team_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_coordinator")),
    )
    with op.batch_alter_table("care_coordinator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_coordinator_clinical_team_id"), ["clinical_team_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("group_id", Guid(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", Guid(), nullable=False),
        sa.Column("column_name", sa.Text(), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["change_group.id"], name=op.f("fk_change_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_row_id"), ["row_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("preferred_name", sa.Text(), nullable=True),
        sa.Column("pronoun", sa.Text(), nullable=True),
        sa.Column("external_ref", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("clinical_team_id", Guid(), nullable=True),
        sa.Column("care_coordinator_id", Guid(), nullable=True),
        sa.Column("contact_preferences", sa.Text(), nullable=False),
        sa.Column("leave_no_messages", sa.Boolean(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("safe_times", sa.Text(), nullable=True),
        sa.Column("message_words", sa.Text(), nullable=True),
        sa.Column("emergency_contact", sa.Text(), nullable=True),
        sa.Column("communication_needs", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("safety_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["care_coordinator_id"], ["care_coordinator.id"], name=op.f("fk_participant_care_coordinator_id")
        ),
        sa.ForeignKeyConstraint(
            ["clinical_team_id"], ["clinical_team.id"], name=op.f("fk_participant_clinical_team_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_care_coordinator_id"), ["care_coordinator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_clinical_team_id"), ["clinical_team_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_ref"), ["ref"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_assignment_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "clinical_update",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=True),
        sa.Column("goal_in_treatment_plan", sa.Text(), nullable=True),
        sa.Column("status_in_clinical_record", sa.Boolean(), nullable=True),
        sa.Column("team_will_do", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_clinical_update_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clinical_update_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_update")),
    )
    with op.batch_alter_table("clinical_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clinical_update_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clinical_update_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_consent_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("expectations", sa.Text(), nullable=True),
        sa.Column("clinical_share", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_contact_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_contact_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "contact_without_agreement",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("what_happened", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("why_refused", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_contact_without_agreement_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_contact_without_agreement_participant_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_contact_without_agreement_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_without_agreement")),
    )
    with op.batch_alter_table("contact_without_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_without_agreement_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_without_agreement_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_without_agreement_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "disclosure_agreement",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("pros_and_cons_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("agreed_words", sa.Text(), nullable=True),
        sa.Column("never_words", sa.Text(), nullable=True),
        sa.Column("who_tells", sa.Text(), nullable=True),
        sa.Column("when_told", sa.Text(), nullable=True),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=True),
        sa.Column("in_work_contact", sa.Text(), nullable=False),
        sa.Column("agreement_form", sa.Text(), nullable=True),
        sa.Column("next_talk_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_disclosure_agreement_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_agreement")),
    )
    with op.batch_alter_table("disclosure_agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_agreement_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "disclosure_talk",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_disclosure_talk_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_talk")),
    )
    with op.batch_alter_table("disclosure_talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_talk_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "main_stage",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_main_stage_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_main_stage")),
    )
    with op.batch_alter_table("main_stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_main_stage_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("wants_to_work", sa.Text(), nullable=False),
        sa.Column("work_status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_referral_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "disclosure_employer",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("agreement_id", Guid(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["disclosure_agreement.id"], name=op.f("fk_disclosure_employer_agreement_id")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_disclosure_employer_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_employer")),
    )
    with op.batch_alter_table("disclosure_employer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disclosure_employer_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disclosure_employer_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "employer_contact",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("employer_id", Guid(), nullable=False),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("agreement_id", Guid(), nullable=True),
        sa.Column("participant_present", sa.Boolean(), nullable=False),
        sa.Column("person_met", sa.Text(), nullable=True),
        sa.Column("matches_preferences", sa.Text(), nullable=True),
        sa.Column("stage", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("supervisor_reviewed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["disclosure_agreement.id"], name=op.f("fk_employer_contact_agreement_id")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employer_contact_employer_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_employer_contact_participant_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_employer_contact_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_contact")),
    )
    with op.batch_alter_table("employer_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employer_contact_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_contact_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_contact_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_employer_contact_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("contact_id", Guid(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.Column("in_the_way", sa.Text(), nullable=True),
        sa.Column("to_try", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_review_contact_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_review_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "achievement",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=False),
        sa.Column("review_id", Guid(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_achievement_participant_id")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_achievement_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_achievement")),
    )
    with op.batch_alter_table("achievement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_achievement_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_achievement_review_id"), ["review_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", Guid(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("participant_id", Guid(), nullable=True),
        sa.Column("employer_id", Guid(), nullable=True),
        sa.Column("staff_id", Guid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at_time", sa.Time(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_note", sa.Text(), nullable=True),
        sa.Column("contact_id", Guid(), nullable=True),
        sa.Column("employer_contact_id", Guid(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_appointment_contact_id")),
        sa.ForeignKeyConstraint(
            ["employer_contact_id"], ["employer_contact.id"], name=op.f("fk_appointment_employer_contact_id")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_appointment_employer_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_appointment_participant_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_appointment_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_employer_contact_id"), ["employer_contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_participant_id"), ["participant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_staff_id"), ["staff_id"], unique=False)
