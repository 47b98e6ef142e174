"""What the chain is made of (`store/chain.py`): digests of values and of links. No database, no SQLAlchemy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

GROUP = "group"
ACCESS = "access"


def digest_of(salt: bytes, old: str | None, new: str | None) -> str:
    """What stays of a change when its values are erased."""
    # A length before each value: else the end of one could be taken for the beginning of the other.
    said = hashlib.sha256(salt)
    for value in (old, new):
        data = b"" if value is None else value.encode()
        said.update(b"-" if value is None else str(len(data)).encode() + b":")
        said.update(data)
    return said.hexdigest()


def covered(digests: Sequence[str]) -> str:
    """One digest over those of the changes that an erasure blanked.

    In an order of its own: changes are counted anew where a journal is read into another store.
    """
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def link_digest(before: str, kind: str, facts: Sequence[Any]) -> str:
    """The digest of a link, made of the link before (empty for the first) and of what it stands for."""
    return hashlib.sha256(json.dumps([before, kind, facts], separators=(",", ":")).encode()).hexdigest()


def plain(value: Any) -> Any:
    """An id or a moment as the chain says it; anything else as it is."""
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if hasattr(value, "isoformat") else value
