"""The word packs a person may choose: the terms of one country in one of its languages (domain.md 8)."""

from __future__ import annotations

from enum import StrEnum


class WordPack(StrEnum):
    """The folder of a pack below `content/words`."""

    EN_GB = "en_GB"
    EN_US = "en_US"
    EN_NZ = "en_NZ"
    NB_NO = "nb_NO"
