"""The contacts with one employer as a list shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ips_tui.casework.employers import EmployerContactView
from ips_tui.dates import short_date

if TYPE_CHECKING:
    from screens.app import IpsApp


class ContactRows:
    """The contacts with one employer for a list, the newest first."""

    def __init__(self, app: IpsApp) -> None:
        """Nothing yet; `contacts` is put in before each reload."""
        self.app = app
        self.contacts: Mapping[str, EmployerContactView] = {}

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every contact as (id, nothing to search)."""
        return [(record_id, "") for record_id in self.contacts]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these contacts."""
        words, today = self.app.words, self.app.desk.clock.today()
        return {
            record_id: (
                short_date(contact.happened_on, today, words.dates),
                words.choice("employer_mode", contact.mode),
                words.choice("purpose", contact.purpose),
                about(self.app, contact),
                contact.specialist,
                contact.result,
            )
            for record_id in ids
            if (contact := self.contacts.get(record_id)) is not None
        }


def about(app: IpsApp, contact: EmployerContactView) -> str:
    """Whom a contact was about, by the name that may be shown now."""
    return app.name_of(contact.participant) if contact.participant_id else app.words("employers.general")


def visit(app: IpsApp, number: int) -> str:
    """Which visit it was: "3rd visit". Empty for 0, a visit that was no specialist's."""
    named = f"employers.visit_{number}"
    if not number:
        return ""
    return app.words(named) if app.words.has(named) else app.words("employers.visit", number=number)
