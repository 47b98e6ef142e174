"""How far a section of the interview is, in a word and a sign."""

from __future__ import annotations

from ips_tui.casework.profile import SectionView
from ips_tui.content.words import Words

NOT_BEGUN, BEGUN, FILLED = "not_begun", "begun", "filled"


def far(section: SectionView) -> str:
    """How far a section is; its words are `profile.interview.<that>`."""
    if section.said == 0:
        return NOT_BEGUN
    return FILLED if section.said >= section.of else BEGUN


def sign(words: Words, section: SectionView) -> str:
    """The sign of how far it is."""
    marks = {NOT_BEGUN: "participant.open_mark", BEGUN: "profile.interview.begun_mark", FILLED: "participant.done_mark"}
    return words(marks[far(section)])
