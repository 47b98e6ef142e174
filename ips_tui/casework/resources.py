"""Community resources that a person may be connected to (domain.md 4.12)."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework.plain import Plain
from ips_tui.casework.session import Desk
from ips_tui.forms.community import ResourceEntry
from ips_tui.records.community import Resource
from ips_tui.store.drafts import DraftKey

RESOURCE = Plain(Resource, ResourceEntry, "resource")


def record_resource(desk: Desk, entry: ResourceEntry, *, draft: DraftKey | None = None) -> UUID:
    """A community resource. Raises BadEntry when the day it was checked lies ahead."""
    return RESOURCE.record(desk, None, entry, draft=draft)


change_resource = RESOURCE.change
