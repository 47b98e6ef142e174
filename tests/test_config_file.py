"""Changing the settings file: one line, and everything else as the person left it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.config import Config, read_config, read_toml
from ips_tui.config_file import KEYS, NotChanged, Value, change_setting
from ips_tui.content.words import load_words
from ips_tui.store import files

WRITTEN = """\
# Ruth's laptop; ask her before you change the colours.
theme = "light"   # easier in the car

date_order = 'dmy'
lock_minutes = 10

# The F keys of this keyboard are broken.
[keys]
"app.lock" = "ctrl+l"  # F9
"app.today" = "ctrl+t"
"""


def file_with(folder: Path, text: str | bytes) -> Path:
    file = folder / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    ("name", "value", "table", "old", "new"),
    [
        ("theme", "dark", "", 'theme = "light"   #', 'theme = "dark"   #'),
        ("date_order", "ymd", "", "date_order = 'dmy'", 'date_order = "ymd"'),
        ("lock_minutes", 0, "", "lock_minutes = 10", "lock_minutes = 0"),
        ("words", "nb_NO", "", "lock_minutes = 10\n", 'lock_minutes = 10\nwords = "nb_NO"\n'),
        ("app.lock", "f9,ctrl+l", KEYS, '"app.lock" = "ctrl+l"', '"app.lock" = "f9,ctrl+l"'),
        ("app.find", "ctrl+f", KEYS, "[keys]\n", '[keys]\n"app.find" = "ctrl+f"\n'),
        ("app.today", None, KEYS, '"app.today" = "ctrl+t"\n', ""),
        ("date_order", None, "", "date_order = 'dmy'\n", ""),
    ],
)
def test_one_line_changes_and_the_rest_stays(
    name: str, value: Value | None, table: str, old: str, new: str, tmp_path: Path
) -> None:
    file = file_with(tmp_path, WRITTEN)
    change_setting(file, name, value, table=table)
    assert file.read_text(encoding="utf-8") == WRITTEN.replace(old, new)


def test_line_ends_of_another_system_stay(tmp_path: Path) -> None:
    file = file_with(tmp_path, WRITTEN.replace("\n", "\r\n"))
    change_setting(file, "theme", "dark")
    change_setting(file, "words", "en_US")
    change_setting(file, "app.find", "ctrl+f", table=KEYS)
    text = file.read_bytes().decode()
    assert text.count("\n") == text.count("\r\n") == WRITTEN.count("\n") + 2
    config, sentences = read_config(file)
    assert (config.theme, config.words, dict(config.keys)["app.find"], sentences) == ("dark", "en_US", "ctrl+f", ())


def test_a_missing_file_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "config" / "config.toml"
    change_setting(file, "words", "nb_NO")
    assert file.read_text(encoding="utf-8") == 'words = "nb_NO"\n'
    change_setting(file, "app.lock", "ctrl+l", table=KEYS)
    assert file.read_text(encoding="utf-8") == 'words = "nb_NO"\n\n[keys]\n"app.lock" = "ctrl+l"\n'
    change_setting(file, "app.lock", None, table=KEYS)
    assert read_config(file) == (Config(words="nb_NO"), ())
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_what_is_there_already_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_with(tmp_path, WRITTEN)
    monkeypatch.setattr(files, "write_private", lambda *said: pytest.fail("written"))
    change_setting(file, "theme", "light")
    change_setting(file, "words", None)
    change_setting(file, "app.find", None, table=KEYS)
    change_setting(tmp_path / "none.toml", "app.find", None, table=KEYS)


@pytest.mark.parametrize(
    ("text", "message_id", "line"),
    [
        ('theme = "light"\nlock_minutes =\n', "config.damaged", 2),
        ('theme = """light', "config.damaged", 0),
        (b"# \xe5\n", "config.damaged", 1),
        ("#" * 300_000, "config.not_written", None),
        ('theme = """\nlight"""\n', "config.by_hand", None),
        ('theme = [\n"light",\n]\n', "config.by_hand", None),
        ('"th\\u0065me" = "light"\n', "config.by_hand", None),
    ],
)
def test_a_file_that_cannot_be_changed_is_left_alone(
    text: str | bytes, message_id: str, line: int | None, tmp_path: Path
) -> None:
    file = file_with(tmp_path, text)
    before = file.read_bytes()
    with pytest.raises(NotChanged) as caught:
        change_setting(file, "theme", "dark")
    assert (caught.value.message_id, caught.value.line) == (message_id, line)
    assert file.read_bytes() == before
    said = caught.value.said(load_words(), file.name)
    assert said.startswith("config.toml") and said.count(".") >= 3 and str(tmp_path) not in said


@pytest.mark.parametrize("text", ['keys = {"app.lock" = "ctrl+l"}\n', 'keys = "f2"\n'])
def test_keys_written_in_another_way_are_left_alone(text: str, tmp_path: Path) -> None:
    file = file_with(tmp_path, text)
    with pytest.raises(NotChanged, match="by_hand"):
        change_setting(file, "app.lock", "ctrl+g", table=KEYS)
    assert file.read_text(encoding="utf-8") == text


def test_a_line_that_only_looks_like_the_setting_is_not_it(tmp_path: Path) -> None:
    text = 'theme = "light"\nnote = """\ntheme = "x"\n"""\n[other]\ntheme = "y"\n'
    file = file_with(tmp_path, text)
    change_setting(file, "theme", "dark")
    assert file.read_text(encoding="utf-8") == text.replace('theme = "light"', 'theme = "dark"')
    only = file_with(tmp_path, text.replace('theme = "light"\n', ""))
    change_setting(only, "theme", "dark")
    assert read_toml(only.read_text(encoding="utf-8")) == {
        "note": 'theme = "x"\n',
        "theme": "dark",
        "other": {"theme": "y"},
    }


def test_a_disk_that_refuses_is_said_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_with(tmp_path, WRITTEN)

    def refuse(*said: object) -> None:
        raise OSError(28, "no space", str(file))

    monkeypatch.setattr(files, "sync_folder", refuse)
    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(NotChanged, match="not_written"):
        change_setting(file, "theme", "dark")
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_with(tmp_path, WRITTEN)
    # The superuser may write everything, so the answer is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == file and mode & os.W_OK))
    with pytest.raises(NotChanged, match="not_written"):
        change_setting(file, "theme", "dark")
    assert file.read_text(encoding="utf-8") == WRITTEN


def test_a_folder_or_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    (tmp_path / "config").write_text("")
    for file in (tmp_path / "config.toml", tmp_path / "config" / "config.toml"):
        with pytest.raises(NotChanged, match="not_written"):
            change_setting(file, "theme", "dark")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "ips.toml"
    kept.parent.mkdir()
    kept.write_text(WRITTEN, encoding="utf-8")
    link = tmp_path / "config.toml"
    link.symlink_to(kept)
    change_setting(link, "theme", "dark")
    assert link.is_symlink()
    assert read_config(kept)[0].theme == "dark"


LINES = st.lists(
    st.sampled_from(
        [
            "# a note",
            "",
            'theme = "light"',
            "lock_minutes = 7 # seven",
            'words = "en_US"',
            "unknown = { a = 1 }",
            'text = """',
            '"""',
            "[keys]",
            "[other]",
            '"app.lock" = "f2"',
            "'app.find'='ctrl+f'",
            "theme",
        ]
    ),
    max_size=8,
)


@given(LINES, st.sampled_from(["", "\n"]), st.sampled_from([("theme", "dark", ""), ("app.lock", "f8", KEYS)]))
def test_either_the_one_setting_changed_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, change: tuple[str, str, str]
) -> None:
    name, value, table = change
    text = "\n".join(lines) + end
    file = file_with(tmp_path_factory.getbasetemp(), text)
    try:
        change_setting(file, name, value, table=table)
    except NotChanged:
        assert file.read_text(encoding="utf-8") == text
        return
    before, after = read_toml(text), read_toml(file.read_text(encoding="utf-8"))
    part = after.setdefault(table, {}) if table else after
    was = before.setdefault(table, {}) if table else before
    assert isinstance(part, dict) and isinstance(was, dict)
    assert part.pop(name) == value
    was.pop(name, None)
    assert after == before
    kept = [line for line in lines if line and not line.startswith((name, f'"{name}"'))]
    written = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line in kept] == kept
