"""Fidelity scales: the files that come with the program, and how any such file is read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ips_tui.content.scales.reading import read_scale
from ips_tui.domain.fidelity.scale import IPS25, Scale


@cache
def load_scale(name: str = IPS25) -> Scale:
    """The scale of that name that comes with the program. Raises BadScale when its file is no good one."""
    return read_scale(_told(name), own=False)


def _told(name: str) -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(files("ips_tui.content.scales").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
