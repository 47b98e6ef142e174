"""Record ids: UUIDv7, made here and not by the database, so that laptops never make the same one."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

SAME_ROW = UUID("6f1c8a52-3f0e-5d0b-9a3a-2f7f5d1c9e44")
"""Namespace of ids that two laptops must make alike (exchange rule: a row known by its natural key)."""


class IdSource:
    """Makes ids in rising order: 48 bits of milliseconds, a counter, then random bits (RFC 9562, version 7)."""

    def __init__(self, now: Callable[[], datetime], randomness: random.Random | None = None) -> None:
        """`now` gives the moment; `randomness` is given only where the ids must come out the same again."""
        self._now = now
        self._randomness = randomness
        self._last = 0
        self._counter = 0

    def __call__(self) -> UUID:
        """A new id, greater than every id this source gave before."""
        milliseconds = int(self._now().timestamp() * 1000)
        if milliseconds > self._last:
            self._last, self._counter = milliseconds, 0
        else:
            self._counter += 1
            if self._counter > 0xFFF:
                self._last, self._counter = self._last + 1, 0
        bits = self._randomness.getrandbits(62) if self._randomness else secrets.randbits(62)
        value = (self._last & (1 << 48) - 1) << 80 | 0x7 << 76 | self._counter << 64 | 0b10 << 62 | bits
        return UUID(int=value)

    def salt(self) -> bytes:
        """16 random bytes."""
        return self._randomness.randbytes(16) if self._randomness else secrets.token_bytes(16)


def same_row_id(*natural_key: str) -> UUID:
    """The id of a row that its natural key names, the same on every laptop."""
    return uuid5(SAME_ROW, "\x1f".join(natural_key))
