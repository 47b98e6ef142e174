"""What tests of the words need not do again and again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

import pytest


@pytest.fixture(scope="module")
def toml_read_once() -> Iterator[None]:
    """A pack opened anew reads its files anew and finds the same in them; only for tests that change nothing of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", cache(tomllib.loads))
        yield
