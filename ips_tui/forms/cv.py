"""Entries of the curriculum vitae: what the person chose to say to an employer, in their words (domain.md 4.7)."""

from __future__ import annotations

from typing import ClassVar

from ips_tui.domain import cv as choices
from ips_tui.forms.kit import Choice, Choices, Entry, Group, Notes, PastDay, RowEntry, RowId, Text


class CvLineEntry(RowEntry):
    """One line. It remembers what of the record it was copied from, and says it in words of its own."""

    form: ClassVar[str] = "cv_line"
    part: Choice[choices.CvPart]
    name: Text
    place: Text | None = None
    period: Text | None = None
    details: Notes | None = None
    past_job: RowId | None = None
    job: RowId | None = None
    education: RowId | None = None
    licence: RowId | None = None


class CvEntry(Entry):
    """One version. Nothing of the record gets into it but what stands here."""

    form: ClassVar[str] = "cv"
    name: Text
    made_on: PastDay
    headline: Text | None = None
    own_words: Notes | None = None
    lines: Group[CvLineEntry] = ()
    reach: Choices[choices.CvReach] = ()
    referees: Notes | None = None
    seen_on: PastDay | None = None
