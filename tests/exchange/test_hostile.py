"""A folder that was changed, by accident or by somebody who means harm, is refused before anything is written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ips_tui.casework.session import Desk
from ips_tui.exchange import folder as layout
from ips_tui.exchange import reading, taking_in
from ips_tui.exchange.folder import MANIFEST, Bad, BadExport, file_name
from ips_tui.exchange.reading import read_export
from ips_tui.exchange.taking_in import take_in_practice
from ips_tui.exchange.writing import BadPlace, NoPlaceFor, export_store
from ips_tui.store.files import StoreFiles
from ips_tui.store.portable import kept_tables
from tests import told
from tests.exchange.folders import rewrite, sign

TABLES = tuple(kept.name for kept in kept_tables())


def refused(folder: Path) -> tuple[Bad, str, int, str]:
    """Why and where an export is refused; nothing that stands in it is repeated."""
    with pytest.raises(BadExport) as caught:
        read_export(folder)
    bad = caught.value
    assert "Secret words" not in repr(bad) + str(bad.__context__ or "") and bad.__cause__ is None
    return bad.why, bad.file, bad.line, bad.column


@settings(max_examples=25)
@given(place=st.data())
def test_one_changed_byte_anywhere_is_noticed(small: Path, place: st.DataObject) -> None:
    full = [name for name in (*map(file_name, TABLES), MANIFEST) if (small / name).stat().st_size]
    assert len(full) > 10
    name = place.draw(st.sampled_from(full))
    path, data = small / name, (small / name).read_bytes()
    at = place.draw(st.integers(0, len(data) - 1))
    byte = place.draw(st.integers(0, 255).filter(lambda byte: byte != data[at]))
    try:
        path.write_bytes(data[:at] + bytes([byte]) + data[at + 1 :])
        assert refused(small)[1] == name
    finally:
        path.write_bytes(data)


def test_the_folder_itself_is_good(folder: Path) -> None:
    """So that what is refused below is refused for what was changed."""
    sign(folder)
    export = read_export(folder)
    assert export.manifest.files["participant"].rows == 2 and export.manifest.files["draft"].rows == 1


Changed = Callable[[list[dict[str, Any]]], list[Any]]


def _first(**said: Any) -> Changed:
    return lambda rows: [{**rows[0], **said}, *rows[1:]]


_NOBODY = str(UUID(int=404))
ROWS: tuple[tuple[str, Changed, Bad, int, str], ...] = (
    ("contact", _first(nonsense=1), Bad.UNKNOWN_COLUMN, 1, ""),
    ("contact", lambda rows: [{k: v for k, v in rows[0].items() if k != "summary"}], Bad.MISSING_COLUMN, 1, "summary"),
    ("contact", _first(summary=["Secret words"]), Bad.VALUE, 1, "summary"),
    ("contact", _first(mode="Secret words"), Bad.VALUE, 1, "mode"),
    ("contact", _first(happened_on=None), Bad.VALUE, 1, "happened_on"),
    ("contact", _first(participant_id=_NOBODY), Bad.DANGLING, 1, "participant_id"),
    ("participant", lambda rows: [*rows, rows[1]], Bad.TWICE, 3, "id"),
    ("participant", _first(ref="../../Secret words"), Bad.VALUE, 1, "ref"),
    ("participant", lambda rows: [["Secret words"]], Bad.NO_ROW, 1, ""),
    ("setting", lambda rows: [*rows, {**rows[0], "id": _NOBODY}], Bad.TWICE, -1, "key"),
    ("change", _first(group_id=_NOBODY), Bad.DANGLING, 1, "group_id"),
    ("change", _first(table_name="sqlite_master"), Bad.VALUE, 1, "table_name"),
    ("change", _first(new="{"), Bad.VALUE, 1, "new"),
    ("change", _first(new='{"Secret words": 1}'), Bad.VALUE, 1, "new"),
    ("change", _first(new="[" * 100_000), Bad.VALUE, 1, "new"),
    ("change", _first(column_name="Secret words"), Bad.VALUE, 1, "column_name"),
    ("change_group", _first(seen="5"), Bad.VALUE, 1, "seen"),
    ("chain_link", lambda rows: [*rows, {**rows[0], "number": 99}], Bad.TWICE, -1, "what_id"),
    ("draft", _first(fields='{"summary": 5}'), Bad.VALUE, 1, "fields"),
    ("draft", _first(written_at="today"), Bad.VALUE, 1, "written_at"),
    ("draft", _first(form="../x"), Bad.VALUE, 1, "form"),
)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_a_row_that_does_not_belong_is_told_by_file_and_line(folder: Path, number: int) -> None:
    """Also where whoever changed it signed the manifest anew."""
    table, change, why, line, column = ROWS[number]
    rewrite(folder, table, change)
    if line < 0:
        line = len((folder / file_name(table)).read_bytes().splitlines())
    assert refused(folder) == (why, file_name(table), line, column)


LINES: tuple[tuple[bytes, Bad], ...] = (
    (b"[" * 200_000 + b"\n", Bad.NO_ROW),
    (b'{"id": NaN}\n', Bad.NO_ROW),
    (b'{"id": 1, "id": 2}\n', Bad.NO_ROW),
    (b'{"id": "a\x00b"}\n', Bad.NO_ROW),
    (b'{"id": "\xff"}\n', Bad.NO_ROW),
    (b"\n", Bad.NO_ROW),
    (b'{"id": "' + b"9" * 5000 + b'"}\n', Bad.VALUE),
    (b'{"id": ' + b"9" * 5000 + b"}\n", Bad.NO_ROW),
    (b"x" * 2000 + b"\n", Bad.LINE_TOO_LONG),
    (b'{"id": 1}', Bad.CUT),
)


def test_a_line_that_is_no_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for line, why in LINES:
        (folder / "clinical_team.jsonl").write_bytes(line)
        sign(folder)
        longest = 1000 if why is Bad.LINE_TOO_LONG else layout.LONGEST_LINE
        monkeypatch.setattr(reading, "LONGEST_LINE", longest)
        assert refused(folder) == (why, "clinical_team.jsonl", 1, "id" if why is Bad.VALUE else ""), line[:40]


def _manifest(folder: Path, **changed: Any) -> None:
    said = json.loads((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).write_bytes(json.dumps(said | changed, indent=2).encode() + b"\n")


def test_a_manifest_of_something_else(folder: Path) -> None:
    whole = (folder / MANIFEST).read_bytes()
    said = json.loads(whole)
    files = dict(said["files"])
    outside = {**files, "../../../etc/passwd": files["job.jsonl"]}
    unknown = {**files, "sqlite_master.jsonl": files["job.jsonl"]}
    changes: tuple[tuple[dict[str, Any], Bad], ...] = (
        ({"format": "another"}, Bad.NOT_OURS),
        ({"format_version": 2}, Bad.NEWER_FORMAT),
        ({"format_version": True}, Bad.NEWER_FORMAT),
        ({"schema": "9999"}, Bad.NEWER_SCHEMA),
        ({"schema": "0001"}, Bad.OLDER_SCHEMA),
        ({"schema": "x" * 9}, Bad.MANIFEST),
        ({"program": "\x1b[31m"}, Bad.MANIFEST),
        ({"files": outside}, Bad.MANIFEST),
        ({"files": unknown}, Bad.MANIFEST),
        ({"files": []}, Bad.MANIFEST),
        ({"site": {**said["site"], "kind": "both"}}, Bad.MANIFEST),
        ({"site": {**said["site"], "letter": "../"}}, Bad.MANIFEST),
        ({"made_on": "yesterday"}, Bad.MANIFEST),
        ({"sha256": "0" * 64}, Bad.MANIFEST),
    )
    for change, why in changes:
        (folder / MANIFEST).write_bytes(whole)
        _manifest(folder, **change)
        assert refused(folder)[:2] == (why, MANIFEST), change
    for data in (b"", b"[" * 500_000, b"[]", b"\xff", b"null"):
        (folder / MANIFEST).write_bytes(data)
        assert refused(folder)[:2] == (Bad.NOT_OURS, MANIFEST)
    (folder / MANIFEST).write_bytes(b" " * (layout.LARGEST_MANIFEST + 1))
    assert refused(folder)[0] is Bad.TOO_LARGE
    (folder / MANIFEST).unlink()
    assert refused(folder)[0] is Bad.NO_MANIFEST
    assert refused(folder / "nowhere")[0] is Bad.NO_FOLDER


def test_files_that_are_none(folder: Path, tmp_path: Path) -> None:
    """Nothing outside the folder is read, and nothing is waited for."""
    path = folder / "job.jsonl"
    aside = tmp_path / "aside"
    path.rename(aside)
    assert refused(folder) == (Bad.MISSING, "job.jsonl", 0, "")
    path.symlink_to(aside)
    assert refused(folder) == (Bad.NOT_A_FILE, "job.jsonl", 0, "")
    path.unlink()
    path.mkdir()
    assert refused(folder) == (Bad.NOT_A_FILE, "job.jsonl", 0, "")
    path.rmdir()
    if sys.platform != "win32":
        os.mkfifo(path)
        assert refused(folder) == (Bad.NOT_A_FILE, "job.jsonl", 0, "")
        path.unlink()
    path.touch()
    os.truncate(path, layout.LARGEST_FILE + 1)
    assert refused(folder) == (Bad.TOO_LARGE, "job.jsonl", 0, "")
    os.truncate(path, 5)
    assert refused(folder) == (Bad.OTHER_SIZE, "job.jsonl", 0, "")
    path.unlink()
    aside.rename(path)
    # What the manifest does not name is nobody's business.
    (folder / "notes.txt").write_text("mine")
    (folder / "passwd.jsonl").symlink_to("/etc/passwd")
    read_export(folder)
    (folder / MANIFEST).rename(aside)
    (folder / MANIFEST).symlink_to(aside)
    assert refused(folder) == (Bad.NOT_A_FILE, MANIFEST, 0, "")


def test_what_is_changed_after_it_was_looked_through_leaves_nothing(
    folder: Path, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "new"
    files = StoreFiles(home / "team.db")
    export = read_export(folder)
    rewrite(folder, "participant", _first(name="Someone Else"))
    with pytest.raises(BadExport) as caught:
        take_in_practice(export, files, desk.clock)
    assert caught.value.why is Bad.OTHER_DIGEST
    assert list(home.iterdir()) == []

    # Nor does Ctrl+C in the middle.
    def interrupted(rows: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(taking_in, "STEP", 10)
    with pytest.raises(KeyboardInterrupt):
        take_in_practice(read_export(folder), files, desk.clock, told=interrupted)
    assert list(home.iterdir()) == []
    files.path.write_bytes(b"somebody's")
    with pytest.raises(FileExistsError):
        take_in_practice(read_export(folder), files, desk.clock)
    assert files.path.read_bytes() == b"somebody's"


def test_rows_of_which_nothing_can_be_computed_leave_nothing(folder: Path, tmp_path: Path, desk: Desk) -> None:
    files = StoreFiles(tmp_path / "new" / "team.db")
    changes: tuple[tuple[str, Changed], ...] = (
        ("contact", _first(happened_on="9999-12-31")),
        ("main_stage", _first(stage=99)),
        (
            "setting",
            lambda rows: [*rows, {**rows[0], "id": _NOBODY, "key": "rhythm.review_days", "value": "Secret words"}],
        ),
    )
    for table, change in changes:
        before = (folder / file_name(table)).read_bytes()
        rewrite(folder, table, change)
        with pytest.raises(BadExport) as caught:
            take_in_practice(read_export(folder), files, desk.clock)
        assert caught.value.why is Bad.CROSSED and list(files.path.parent.iterdir()) == []
        (folder / file_name(table)).write_bytes(before)


def test_nothing_half_done_is_left_by_an_export(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "place"
    home.mkdir()
    told.participant(desk, told.clinical_team(desk))
    # What a killed one left is swept away; what is called otherwise is not.
    left, other = home / ".out.0123456789abcdef.part", home / ".outer.0123456789abcdef.part"
    for folder in (left, other):
        folder.mkdir()
        (folder / "participant.jsonl").write_text("{}")

    def interrupted(rows: int) -> None:
        assert len(list(home.iterdir())) == 2
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ips_tui.exchange.writing.STEP", 10)
        with pytest.raises(KeyboardInterrupt):
            export_store(desk, home / "out", told=interrupted)
    assert list(home.iterdir()) == [other]
    shutil.rmtree(other)
    (home / "out").mkdir()
    export_store(desk, home / "out")
    read_export(home / "out")
    before = sorted(home.rglob("*"))
    (home / "link").symlink_to(tmp_path / "elsewhere")
    places = {"link": NoPlaceFor.LINK, "out": NoPlaceFor.TAKEN, "no/where": NoPlaceFor.NO_PARENT}
    for name, why in {**places, "out/manifest.json": NoPlaceFor.TAKEN}.items():
        with pytest.raises(BadPlace) as caught:
            export_store(desk, home / name)
        assert caught.value.why is why
    (home / "link").unlink()
    assert sorted(home.rglob("*")) == before and not (tmp_path / "elsewhere").exists()
