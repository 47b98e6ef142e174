"""How each form is opened: a function per form that gives the screen to push.

Each screen gives back the id of the record once it is saved, None when it was left. Importing this loads
casework and the ORM behind it, so a first screen imports it only when a form is wanted.
"""

from screens.entries.contacts import (
    appointment_closing_form,
    appointment_form,
    clinical_update_form,
    contact_form,
    review_form,
)
from screens.entries.disclosure import agreement_form, talk_form, withdrawal_form
from screens.entries.employers import employer_contact_form, employer_form, without_agreement_form
from screens.entries.people import (
    care_coordinator_form,
    clinical_team_form,
    consent_form,
    referral_form,
    staff_form,
    team_names_form,
)
from screens.entries.waiting import continue_draft

__all__ = [
    "agreement_form",
    "appointment_closing_form",
    "appointment_form",
    "care_coordinator_form",
    "clinical_team_form",
    "clinical_update_form",
    "consent_form",
    "contact_form",
    "continue_draft",
    "employer_contact_form",
    "employer_form",
    "referral_form",
    "review_form",
    "staff_form",
    "talk_form",
    "team_names_form",
    "withdrawal_form",
    "without_agreement_form",
]
