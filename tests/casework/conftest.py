"""What tests of casework may have beside a bare store: one in which everything a form can point at is known."""

from __future__ import annotations

import pytest

from ips_tui.casework.session import Desk
from tests.casework.test_every_form import Known, everything


@pytest.fixture
def known_desk(desk: Desk) -> tuple[Desk, Known]:
    """An open desk over a plain store after `everything`, and what is known there."""
    return desk, everything(desk)
