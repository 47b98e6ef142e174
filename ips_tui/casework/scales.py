"""Which fidelity scale a team goes by: the one that comes with the program, or one of its own (domain.md 3.5)."""

from __future__ import annotations

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.content.scales import load_scale
from ips_tui.domain.fidelity.scale import IPS25, Scale
from ips_tui.own_scales import read_own_scales

SCALE = "fidelity_scale"
"""The setting: the id of the scale; empty for IPS-25."""


def scales(desk: Desk) -> tuple[Scale, ...]:
    """Every scale there is on this computer, the program's own first."""
    return (load_scale(), *own_scales(desk))


def own_scales(desk: Desk) -> tuple[Scale, ...]:
    """The team's own scales on this computer; mostly none."""
    return tuple(read_own_scales(desk.scales_folder, desk.words).scales.values())


def find_scale(desk: Desk, scale_id: str) -> Scale | None:
    """The scale of that id; None where this computer does not have it."""
    if scale_id == IPS25:
        return load_scale()
    return next((one for one in scales(desk) if one.id == scale_id), None)


def chosen_scale(desk: Desk) -> str:
    """The id of the scale that this team chose, whether this computer has it or not."""
    return desk.setting(SCALE) or IPS25


def set_scale(desk: Desk, scale_id: str) -> None:
    """By which scale indicators are shown and reviews begun from now on; earlier reviews keep theirs.

    Raises ValueError for one that this computer does not have.
    """
    if find_scale(desk, scale_id) is None:
        raise ValueError("no such scale")
    with desk.writing("fidelity_scale_chosen") as writing:
        settings.put(writing, SCALE, scale_id)


def scale(desk: Desk) -> Scale:
    """The scale of this team; IPS-25 where the chosen one is not on this computer."""
    return find_scale(desk, chosen_scale(desk)) or load_scale()
