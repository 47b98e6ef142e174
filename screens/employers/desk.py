"""The desk as casework knows it, for screens about employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ips_tui.casework.session import Desk

if TYPE_CHECKING:
    from screens.app import IpsApp


def desk_of(app: IpsApp) -> Desk:
    """The desk; the shell itself needs less of it."""
    return cast("Desk", app.desk)
