"""How each form is opened: a function per form that gives the screen to push.

Each screen gives back the id of the record once it is saved, None when it was left. Importing this loads
casework and the ORM behind it, so a first screen imports it only when a form is wanted.
"""

from screens.entries.action_plan import (
    objective_form,
    plan_agreement_form,
    plan_form,
    plan_withdrawal_form,
    step_beside_form,
    step_form,
)
from screens.entries.barriers import barrier_step_form
from screens.entries.benefits import benefits_form, office_contact_alone_form, office_contact_form
from screens.entries.closure import closure_form, reopening_form
from screens.entries.community import (
    clinical_meeting_form,
    group_session_form,
    interested_form,
    not_now_form,
    outreach_form,
    resource_form,
)
from screens.entries.contacts import (
    appointment_closing_form,
    appointment_form,
    clinical_update_form,
    contact_form,
    review_alone_form,
    review_form,
)
from screens.entries.cv import cv_form
from screens.entries.disclosure import agreement_form, talk_form, withdrawal_form
from screens.entries.education import education_form
from screens.entries.employers import (
    employer_contact_form,
    employer_form,
    week_review_form,
    without_agreement_form,
)
from screens.entries.engagement import (
    group_satisfaction_form,
    natural_support_form,
    pause_form,
    rapport_form,
    satisfaction_form,
)
from screens.entries.happened import happened_form
from screens.entries.interview import interview_form
from screens.entries.job_search import application_form, search_activity_form
from screens.entries.jobs import absence_form, job_ending_form, job_form, job_start_form, job_terms_form
from screens.entries.leads import lead_form, lead_offer_form, network_lead_form
from screens.entries.people import consent_form, join_form, referral_form
from screens.entries.profile import (
    goal_form,
    information_talk_form,
    research_form,
    section_form,
    version_form,
)
from screens.entries.snooze import snooze_form
from screens.entries.supervision import supervision_form, unit_meeting_form
from screens.entries.support import follow_along_form, support_plan_form
from screens.entries.team import (
    care_coordinator_form,
    clinical_team_form,
    list_item_form,
    staff_form,
    team_names_form,
)
from screens.entries.waiting import continue_draft

__all__ = [
    "absence_form",
    "agreement_form",
    "application_form",
    "appointment_closing_form",
    "appointment_form",
    "barrier_step_form",
    "benefits_form",
    "care_coordinator_form",
    "clinical_meeting_form",
    "clinical_team_form",
    "clinical_update_form",
    "closure_form",
    "consent_form",
    "contact_form",
    "continue_draft",
    "cv_form",
    "education_form",
    "employer_contact_form",
    "employer_form",
    "follow_along_form",
    "goal_form",
    "group_satisfaction_form",
    "group_session_form",
    "happened_form",
    "information_talk_form",
    "interested_form",
    "interview_form",
    "job_ending_form",
    "job_form",
    "job_start_form",
    "job_terms_form",
    "join_form",
    "lead_form",
    "lead_offer_form",
    "list_item_form",
    "natural_support_form",
    "network_lead_form",
    "not_now_form",
    "objective_form",
    "office_contact_alone_form",
    "office_contact_form",
    "outreach_form",
    "pause_form",
    "plan_agreement_form",
    "plan_form",
    "plan_withdrawal_form",
    "rapport_form",
    "referral_form",
    "reopening_form",
    "research_form",
    "resource_form",
    "review_alone_form",
    "review_form",
    "satisfaction_form",
    "search_activity_form",
    "section_form",
    "snooze_form",
    "staff_form",
    "step_beside_form",
    "step_form",
    "supervision_form",
    "support_plan_form",
    "talk_form",
    "team_names_form",
    "unit_meeting_form",
    "version_form",
    "week_review_form",
    "withdrawal_form",
    "without_agreement_form",
]
