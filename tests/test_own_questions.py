"""A team's own questions: what a file makes of a question set, and what is said where it has a fault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ips_tui.content.questions import KINDS, PROFILE, load_questions, set_names
from ips_tui.content.words import load_words
from ips_tui.domain.questions import is_taken
from ips_tui.forms.kit import fields_of
from ips_tui.forms.profile import ProfileSectionEntry, section_entry
from ips_tui.own_questions import MOST_FILES, OwnQuestions, read_own_questions
from ips_tui.text import shown
from tests.told import HOSTILE

WORDS = load_words()
LEFT_OUT = WORDS("questions.left_out")
GOOD = """
adds_to = "vocational_profile"

[[section]]
id = "strengths"

[[section.question]]
id = "harbour"
ask = "What would you like to do by the sea?"

[[section]]
id = "boats"
title = "Boats"
aim = "What the person knows of them."

[[section.question]]
id = "rowing"
ask = "Can you row?"
kind = "yes_no"
probe = "Ask kindly."
"""


def read(folder: Path, **files: str | bytes) -> OwnQuestions:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_own_questions(folder, WORDS)


def test_a_file_adds_questions_to_a_section_and_sections_to_the_set(tmp_path: Path) -> None:
    own = read(tmp_path, harbour=GOOD)
    assert own.problems == ()
    made, came = own.set(PROFILE), load_questions()
    assert [s.id for s in made.sections] == [*(s.id for s in came.sections), "boats"]
    assert made.section("strengths").title == came.section("strengths").title
    assert [q.id for q in made.section("strengths").questions][-1] == "harbour"
    assert [(q.kind, q.probe) for q in made.section("boats").questions] == [("yes_no", "Ask kindly.")]
    assert (made.name, made.version) == (came.name, came.version)
    assert made.wording != came.wording


def test_what_a_file_adds_to_is_asked_in_the_language_of_the_words(tmp_path: Path) -> None:
    (tmp_path / "harbour.toml").write_text(GOOD, encoding="utf-8")
    own = read_own_questions(tmp_path, load_words("nb_NO"))
    norwegian = load_questions(PROFILE, "nb_NO")
    assert own.set(PROFILE).section("health") == norwegian.section("health") != load_questions().section("health")
    assert own.set(PROFILE).section("boats").title == "Boats"
    assert own.set("rapport", "nb_NO") == load_questions("rapport", "nb_NO")


def test_a_file_replaces_a_set_and_others_add_to_what_it_made(tmp_path: Path) -> None:
    replaced = 'replaces = "vocational_profile"\nversion = 7\n' + GOOD.split("\n", 2)[2].replace(
        'id = "strengths"', 'id = "strengths"\ntitle = "Strengths"\naim = "What they are good at."'
    )
    more = GOOD.replace("harbour", "beach").replace("rowing", "sailing")
    own = read(tmp_path, z_first=replaced, a_second=more)
    assert own.problems == ()
    made = own.set(PROFILE)
    assert made.version == 7
    assert [(s.id, [q.id for q in s.questions]) for s in made.sections] == [
        ("strengths", ["harbour", "beach"]),
        ("boats", ["rowing", "sailing"]),
    ]


def test_without_a_folder_or_files_the_questions_are_those_that_came(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        assert read_own_questions(folder, WORDS) == OwnQuestions()
    (tmp_path / "notes.txt").write_text("not a question")
    (tmp_path / ".hidden.toml").write_text("[[[")
    assert read_own_questions(tmp_path, WORDS).set(PROFILE) == load_questions()
    with pytest.raises(FileNotFoundError):
        OwnQuestions().set("nothing")


FAULTS = {
    "syntax": (GOOD.replace('title = "Boats"', "title = Boats"), 13, "config.not_toml"),
    "the end": (GOOD + '[[section]\nid="x', None, "config.not_toml"),
    "empty": ("", 1, "questions.which"),
    "both": (GOOD.replace("adds_to", 'replaces = "vocational_profile"\nadds_to'), 3, "questions.which"),
    "no such set": (GOOD.replace('"vocational_profile"', '"horoscope"'), 2, "questions.no_set"),
    "set is no text": (GOOD.replace('"vocational_profile"', "7"), 2, "questions.not_text"),
    "unknown kind": (GOOD.replace('"yes_no"', '"diagnosis"'), 19, "questions.kind"),
    "twice in the file": (GOOD.replace('"rowing"', '"harbour"'), 17, "questions.twice"),
    "twice with what came": (GOOD.replace('"rowing"', '"dream_job"'), 17, "questions.twice"),
    "section twice": (GOOD.replace('"boats"', '"strengths"'), 12, "questions.twice"),
    "no ask": (GOOD.replace('ask = "Can you row?"', ""), 16, "questions.missing"),
    "no id": (GOOD.replace('id = "rowing"', ""), 16, "questions.missing"),
    "no title": (GOOD.replace('title = "Boats"', ""), 11, "questions.missing"),
    "no questions": (GOOD.split("[[section.question]]")[0], 4, "questions.no_question"),
    "no sections": ('adds_to = "vocational_profile"', 1, "questions.no_section"),
    "section is no list": ('adds_to = "vocational_profile"\nsection = "x"', 2, "questions.no_section"),
    "like a state": (GOOD.replace('"rowing"', '"rowing_state"'), 17, "questions.like_a_state"),
    "a field of the program": (GOOD.replace('"rowing"', '"licences"'), 17, "questions.taken"),
    "a row of the interview": (GOOD.replace('"boats"', '"goal"'), 12, "questions.taken"),
    "a strange id": (GOOD.replace('"rowing"', '"Rowing boat"'), 17, "questions.bad_id"),
    "a long id": (GOOD.replace('"rowing"', f'"{"r" * 41}"'), 17, "questions.bad_id"),
    "too long": (GOOD.replace("Can you row?", "?" * 400), 18, "questions.too_long"),
    "nothing asked": (GOOD.replace("Can you row?", " \u200e "), 18, "questions.empty"),
    "a slip": (GOOD.replace("probe =", "prob ="), 20, "questions.unknown"),
    "version": (GOOD.replace('"vocational_profile"', '"vocational_profile"\nversion = "2"'), 3, "questions.version"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_with_file_and_line_and_the_questions_are_those_that_came(tmp_path: Path, name: str) -> None:
    text, line, message_id = FAULTS[name]
    own = read(tmp_path, ours=text)
    (sentence,) = own.problems
    at = WORDS("config.at_line", line=line) if line is not None else ""
    assert sentence.startswith(f"ours.toml{at}")
    assert WORDS(message_id).split("{")[0].rstrip() in sentence
    assert sentence.endswith(LEFT_OUT)
    assert own.sets == {} and own.set(PROFILE) == load_questions()


def test_a_fault_leaves_the_other_files_alone(tmp_path: Path) -> None:
    own = read(tmp_path, a="", b=GOOD, c=GOOD)
    assert [sentence.split(",")[0] for sentence in own.problems] == ["a.toml", "c.toml"]
    assert own.set(PROFILE).section("boats")


def test_a_set_is_replaced_once(tmp_path: Path) -> None:
    whole = 'replaces = "vocational_profile"\n[[section]]\nid="a"\ntitle="A"\naim="B."\n'
    whole += '[[section.question]]\nid="q"\nask="?"'
    own = read(tmp_path, a=whole, b=whole.replace('"q"', '"r"'))
    (sentence,) = own.problems
    assert sentence.startswith("b.toml, line 1") and "another file replaces" in sentence
    assert [q.id for q in own.set(PROFILE).questions] == ["q"]


def test_what_is_no_text_cannot_be_read_or_is_huge_is_said(tmp_path: Path) -> None:
    huge = b"# " + b"x" * 300_000
    own = read(tmp_path, latin="# a\n# \u00e6".encode("latin-1"), huge=huge)
    assert [s.split(":")[0] for s in own.problems] == ["huge.toml", "latin.toml, line 2"]
    assert WORDS("questions.file_too_long") in own.problems[0] and WORDS("config.not_utf8") in own.problems[1]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.toml")
    own = read_own_questions(tmp_path, WORDS)
    assert len(own.problems) == 3
    assert all(WORDS("config.unreadable") in sentence for sentence in own.problems)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0)
    try:
        (sentence,) = read_own_questions(tmp_path, WORDS).problems
    finally:
        tmp_path.chmod(0o700)
    assert "could not be read" in sentence


def test_a_file_in_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("x")
    assert read_own_questions(tmp_path / "questions", WORDS) == OwnQuestions()


def test_so_many_files_are_read_and_no_more(tmp_path: Path) -> None:
    own = read(tmp_path, **{f"f{n:03}": "" for n in range(MOST_FILES + 3)})
    assert len(own.problems) == MOST_FILES + 1
    assert str(MOST_FILES) in own.problems[0]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """In a question it stays as far as it can be shown; in a sentence nothing is left that a terminal obeys."""
    for place, hostile in enumerate(HOSTILE):
        escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in hostile[:200])
        folder = tmp_path / str(place)
        own = read(folder, ours=GOOD.replace("Can you row?", escaped))
        assert own.problems == ()
        asked = own.set(PROFILE).section("boats").questions[0].ask
        assert asked and not any(ord(c) < 32 or c in "\x1b\u202e\u2066" for c in asked)
        own = read(folder, ours=GOOD.replace('"rowing"', f'"{escaped}"'))
        # What is left of a command to the terminal may be a good name.
        assert all(shown(sentence) == sentence and len(sentence) < 400 for sentence in own.problems)


def test_tables_in_one_line_have_no_line_that_could_be_wrong(tmp_path: Path) -> None:
    own = read(
        tmp_path,
        ours='adds_to = "vocational_profile"\nsection = [{id = "x", title = "X", aim = "Y.", question = [{}]}]',
    )
    (sentence,) = own.problems
    assert sentence.startswith(f"ours.toml: {WORDS('questions.missing', key='id')}")


def test_no_name_that_the_program_needs_can_be_a_question() -> None:
    kept = {spec.name for section in load_questions().sections for spec in fields_of(section_entry(section))}
    kept -= {question.id for question in load_questions().questions}
    public = {name for name in dir(ProfileSectionEntry) if not name.startswith("_")}
    assert {name for name in kept | public if not is_taken(name)} == set()
    assert not any(is_taken(question.id) for name in set_names() for question in load_questions(name).questions)


def test_the_example_of_the_page_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "questions.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    own = read(tmp_path, example=example)
    assert own.problems == ()
    made = own.set(PROFILE)
    assert made.section("strengths").questions[-1].id == "proud_of"
    assert [q.kind for q in made.section("by_the_sea").questions] == ["yes_no", "text"]
    for key in ("adds_to", "replaces", "version", "title", "aim", "ask", "probe", *KINDS):
        assert f"`{key}`" in page
