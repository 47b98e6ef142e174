"""A word pack reads a file when something of it is first asked for, and then has everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ips_tui.content.words import Words, load_words

pytestmark = pytest.mark.usefixtures("toml_read_once")

FILES = {
    Path("a.toml"): 'top = "at the top"\n[shell]\ntitle = "Home"\n[key.today.open]\nname = "Open {what}"\n',
    Path("b.toml"): '[key.caseload.open]\nname = "Open"\n[form]\nyes = "yes"\n[form.contact."about.label"]\nx = "X"\n',
}


def test_every_kind_of_id_is_found() -> None:
    words = Words("test", FILES)
    assert words("top") == "at the top"
    assert words("shell.title") == "Home"
    assert words("key.today.open.name", what="it") == "Open it"
    assert words("form.yes") == "yes"
    assert words("form.contact.about.label.x") == "X"
    assert words("form.nothing") == "form.nothing" and not words.has("form.nothing")
    assert set(Words("test", FILES).texts) == set(words.texts)


def test_only_what_is_asked_for_is_read() -> None:
    words = Words("test", FILES)
    assert words.has("key.today.open.name") and not words.has("key.today.missing")
    assert list(words._unread) == [FILES[Path("b.toml")]]


def test_each_text_of_the_pack_is_found_by_its_id_alone() -> None:
    ids = sorted(load_words().texts)[::40]
    assert [i for i in ids if not load_words().has(i)] == []


def test_a_text_given_by_its_id_stands_over_the_files() -> None:
    words = Words("test", FILES, {"shell.title": "Hjem", "form.more": "mer"})
    assert (words("shell.title"), words("form.more"), words("form.yes")) == ("Hjem", "mer", "yes")
    assert words.texts["shell.title"] == "Hjem"


def test_a_pack_that_is_not_there_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        load_words("xx_XX")
