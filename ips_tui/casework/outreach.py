"""Outreach without a participant (domain.md 4.12)."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework.plain import Plain
from ips_tui.casework.session import Desk
from ips_tui.forms.community import OutreachEntry
from ips_tui.records.community import Outreach
from ips_tui.store.drafts import DraftKey

OUTREACH = Plain(Outreach, OutreachEntry, "outreach")


def record_outreach(desk: Desk, entry: OutreachEntry, *, draft: DraftKey | None = None) -> UUID:
    """Outreach that reached people who are no participants. Raises BadEntry when its day lies ahead."""
    return OUTREACH.record(desk, None, entry, draft=draft)


change_outreach = OUTREACH.change
