"""How long a record is kept: the published rules that come with the program, from `retention.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ips_tui.domain.retention import Profile


@cache
def load_profiles() -> Mapping[str, Profile]:
    """The profiles by their ids, in the order of the file. Raises ValueError when the file is no good one."""
    import tomllib

    return read_profiles(tomllib.loads(files("ips_tui.content").joinpath("retention.toml").read_text(encoding="utf-8")))


def read_profiles(told: Mapping[str, Any]) -> Mapping[str, Profile]:
    """The profiles from the values of their file. Raises ValueError for a figure that is none, or an id given twice."""
    found: dict[str, Profile] = {}
    for one in told["profile"]:
        profile = Profile(checked=told["checked"], **one)
        if profile.id in found or profile.years < 1 or (profile.years_after_death or 1) < 1:
            raise ValueError(f"the retention profile {profile.id}")
        found[profile.id] = profile
    return found
