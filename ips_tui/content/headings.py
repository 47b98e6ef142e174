"""What the columns and answers of a list from elsewhere may be called, from `headings.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Headings:
    """Other names, as a person would write them."""

    fields: Mapping[str, Mapping[str, Sequence[str]]]
    """By the list (`people`, `employers`, `contacts`) and the field."""
    answers: Mapping[str, Mapping[str, Sequence[str]]]
    """By the list of choices and the answer; `yes_no` is one of them."""


@cache
def load_headings() -> Headings:
    """The names that come with the program."""
    import tomllib

    told: dict[str, Any] = tomllib.loads(files("ips_tui.content").joinpath("headings.toml").read_text(encoding="utf-8"))
    answers = told.pop("answers")
    return Headings(told, answers)
