"""One word for mode and result, and which appointment of the day it is the outcome of (domain.md 7.5, 4.12)."""

from __future__ import annotations

import pytest

from ips_tui.content.words import load_words
from ips_tui.domain.contacts import AppointmentFor, Mode, Result
from ips_tui.domain.happened import REACHED, Happened, closes, said_by, usual
from ips_tui.domain.word_packs import WordPack
from ips_tui.text import fold


def test_what_was_reached_took_place_and_nothing_else_did() -> None:
    assert {what for what in Happened if said_by(what)[1] is Result.TOOK_PLACE} == set(REACHED)
    assert len({said_by(what) for what in Happened}) == len(Happened)


@pytest.mark.parametrize(
    ("planned", "what"),
    [
        (None, "met"),
        ("face_to_face", "met"),
        ("telephone", "called"),
        ("video", "video"),
        ("message", "messages"),
        ("letter", "met"),
    ],
)
def test_the_form_begins_with_what_was_planned(planned: str | None, what: str) -> None:
    assert usual(None if planned is None else Mode(planned)) == what


def test_a_planned_call_that_came_to_nothing_was_a_call() -> None:
    assert said_by(Happened.NO_SHOW, Mode.VIDEO) == (Mode.VIDEO, Result.NO_SHOW)
    assert said_by(Happened.MET, Mode.TELEPHONE) == (Mode.FACE_TO_FACE, Result.TOOK_PLACE)


@pytest.mark.parametrize(
    ("what", "purpose", "mode", "closed"),
    [
        ("met", "contact", "face_to_face", True),
        ("called", "contact", "telephone", True),
        # A call in the morning is not the visit of the afternoon.
        ("called", "contact", "face_to_face", False),
        ("not_reached", "contact", "face_to_face", False),
        ("not_reached", "contact", "telephone", True),
        ("not_reached", "review", "telephone", True),
        # Who did not come did so whatever was planned.
        ("no_show", "contact", "video", True),
        ("no_show", "review", "face_to_face", True),
        ("cancelled_by_person", "interview", "face_to_face", True),
        # A review that took place has a form of its own, and stays until that is filled in.
        ("met", "review", "face_to_face", False),
        ("met", "disclosure_talk", "face_to_face", False),
        ("no_show", "employer_visit", "face_to_face", False),
        ("no_show", "clinical_update", "telephone", False),
    ],
)
def test_which_appointment_it_was(what: str, purpose: str, mode: str, closed: bool) -> None:
    assert closes(Happened(what), AppointmentFor(purpose), Mode(mode)) is closed


@pytest.mark.parametrize("pack", list(WordPack))
def test_one_letter_picks_each_word(pack: WordPack) -> None:
    words = load_words(pack)
    first = [fold(words.choice("happened", what))[0] for what in Happened]
    assert len(set(first)) == len(first)
