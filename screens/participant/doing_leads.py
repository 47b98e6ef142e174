"""What can be done about leads with a participant: see those that fit, note one of theirs, or that they were told."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ips_tui.domain.stages import Stage
from screens import entries
from screens.keys import bind
from screens.participant.doing import DoingScreen
from screens.participant.recordable import Recordable


class LeadsDoing(DoingScreen):
    """The key of leads. A capital, since the small letter is the plan's; on the employers' screens it is the small."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("L", "leads", "participant.leads")]
    RECORDABLES: ClassVar[tuple[Recordable, ...]] = (
        Recordable("leads", "participant.leads", Stage.JOB_DEVELOPMENT),
        Recordable("lead", stage=Stage.JOB_DEVELOPMENT),
        Recordable("lead_offer", stage=Stage.JOB_DEVELOPMENT),
    )

    def action_leads(self) -> None:
        """L: the leads that fit this person."""
        from screens.job_development.leads_screen import PersonLeadsScreen

        self._open(lambda: PersonLeadsScreen(self.participant_id))

    def action_lead(self) -> None:
        """Work that somebody they know has heard of."""
        self._open(lambda: entries.network_lead_form(self.app, self.person))

    def action_lead_offer(self) -> None:
        """They were told of a lead."""
        self._open(lambda: entries.lead_offer_form(self.app, self.person))
