"""Where a paper goes: whole, for its owner alone, without a name, over nothing, and noted before it is there."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import ips_tui
from ips_tui.casework import caseload
from ips_tui.casework.session import Desk, StoreProblem
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.forms.asking import BadEntry
from ips_tui.paths import sample
from ips_tui.reports.registry import PAPERS, Format, PaperKind, PaperRequest, paper
from ips_tui.reports.writers import out
from ips_tui.reports.writers.out import (
    Written,
    folder_problem,
    sheet_of,
    typed_folder,
    usual_folder,
    warnings,
    write_paper,
)
from ips_tui.reports.writers.sheet import Sheet
from ips_tui.store.files import StoreFiles
from tests import told
from tests.faults.tracing import why_not
from tests.reports.papers import EVERYTHING


@pytest.fixture(scope="module")
def invented() -> Iterator[Desk]:
    """The invented people, to be read."""
    desk = Desk(StoreFiles(sample()), clock=SystemClock(), words=told.british(), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    yield desk
    desk.close()


def test_a_paper_about_a_person_is_noted_before_it_is_written(
    invented: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = caseload.everyone(invented)[6]
    found = paper(PaperKind.MAY_SAY)
    assert found is not None
    document = found.make(invented, PaperRequest(participant_id=person.id))
    noted: list[tuple[object, ...]] = []

    def note(*about: object) -> None:
        assert not list(tmp_path.iterdir()), "noted first"
        noted.append(about)

    monkeypatch.setattr(invented, "note_look", note)
    with pytest.raises(ValueError):
        write_paper(invented, document, Format.TXT, tmp_path)
    assert not list(tmp_path.iterdir())
    written = write_paper(invented, document, Format.TXT, tmp_path, about=person.id)
    assert noted == [("printed", person.id, "may_say")]
    assert written.path.name == f"may-say-{person.ref}-2026-10-15.txt"
    assert person.name in written.path.read_text() and stat.S_IMODE(written.path.stat().st_mode) == 0o600

    def refused(*about: object) -> None:
        raise StoreProblem

    monkeypatch.setattr(invented, "note_look", refused)
    with pytest.raises(StoreProblem):
        write_paper(invented, document, Format.PDF, tmp_path, about=person.id)
    assert [path.name for path in tmp_path.iterdir()] == [written.path.name]


def test_nothing_is_replaced_and_no_text_is_part_of_a_path(invented: Desk, tmp_path: Path) -> None:
    hostile = replace(EVERYTHING, kind="../x", ref="", title="../../y")
    for taken in ("X-2026-10-15.CSV", "x-2026-10-15-2.txt"):
        (tmp_path / taken).touch()
    made = [write_paper(invented, hostile, form, tmp_path).path for form in (Format.TXT, Format.PDF)]
    assert [path.name for path in made] == ["x-2026-10-15-3.txt", "x-2026-10-15-4.pdf"]
    (tmp_path / "x-2026-10-15-5.pdf").symlink_to(tmp_path / "elsewhere")
    assert write_paper(invented, hostile, Format.PDF, tmp_path).path.name == "x-2026-10-15-6.pdf"
    assert not (tmp_path / "elsewhere").exists()


def test_a_place_that_is_none_is_refused_with_a_sentence(
    invented: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    wrong = {"none": "no_folder", "file": "no_folder", "link": "folder_is_link", "a\0b": "no_folder", "real": ""}
    for name, said in wrong.items():
        assert folder_problem(tmp_path / name) == (f"papers.{said}" if said else ""), name
    assert folder_problem(Path("relative")) == "papers.no_folder"
    document = replace(EVERYTHING, ref="")
    with pytest.raises(BadEntry) as refused:
        write_paper(invented, document, Format.PDF, tmp_path / "link")
    assert refused.value.problems[0].field == out.FOLDER and not list((tmp_path / "real").iterdir())

    def full(*about: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(out, "write_private", full)
    with pytest.raises(BadEntry, match=r"papers\.not_written"):
        write_paper(invented, document, Format.PDF, tmp_path / "real")
    with pytest.raises(BadEntry, match=r"papers\.no_table"):
        write_paper(invented, replace(document, blocks=()), Format.CSV, tmp_path / "real")


def test_what_must_be_known_about_a_file_is_said(tmp_path: Path) -> None:
    words = told.british()
    cloud = tmp_path / "OneDrive - Some Trust"
    cloud.mkdir()
    said = list(warnings(words, Written(cloud / "x.pdf", left_out="☃☃", accessible=False)))
    assert len(said) == 4 and "OneDrive" in said[1] and said[2].endswith(": ☃")
    assert list(warnings(words, Written(tmp_path / "x.pdf"))) == [words("papers.not_protected")]


def test_the_folder_and_the_sheet_are_those_of_this_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ips_tui.content.words import load_words

    monkeypatch.setenv("HOME", str(tmp_path))
    assert usual_folder(Config(papers=str(tmp_path))) == tmp_path
    assert usual_folder(Config(papers=str(tmp_path / "gone"))) != tmp_path / "gone"
    assert typed_folder("~/x") == tmp_path / "x" and typed_folder("x") is None and typed_folder("") is None
    american = load_words("en_US")
    assert [sheet_of(Config(), words) for words in (told.british(), american)] == [Sheet.A4, Sheet.LETTER]
    assert sheet_of(Config(sheet="a4"), american) is Sheet.A4


def test_every_paper_that_is_offered_can_be_made_in_all_its_formats(invented: Desk, tmp_path: Path) -> None:
    words = told.british()
    person = caseload.everyone(invented)[6]
    for found in PAPERS:
        request = PaperRequest(participant_id=person.id if found.of_a_person else None)
        assert words.has(found.name_id)
        missing = found.missing(invented, request)
        assert not missing or words.has(missing), missing
        if missing:
            continue
        document = found.make(invented, request)
        # What goes to an employer has no reference of ours.
        assert (not document.ref or found.of_a_person) and document.language == "en-GB"
        assert person.name not in document.labels["kind"]
        for form in set(found.formats) - {Format.PDF}:
            write_paper(invented, document, form, tmp_path, about=request.participant_id)
    assert {kind for kind in PaperKind if not words.has(f"papers.kind.{kind}")} == set()


_OPENED = re.compile(r'(?P<call>openat|open|creat|mkdirat|mkdir)\((AT_FDCWD, )?"(?P<place>[^"]*)"(?P<how>.*)\) = \d')
_WRITES = re.compile("O_WRONLY|O_RDWR|O_CREAT")
_WRITING = """
import os, sys
from pathlib import Path
root, folder = Path(sys.argv[1]), Path(sys.argv[2])
opened = []

def watch(event, about):
    if event == "open" and isinstance(about[0], (str, bytes, os.PathLike)):
        flags = about[2] or 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            opened.append(os.fsdecode(about[0]))
    elif event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        opened.append(os.fsdecode(about[0]))

from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.reports.registry import Format
from ips_tui.reports.writers import out, xlsx
from ips_tui.store.files import StoreFiles
from dataclasses import replace
from tests.reports.papers import EVERYTHING

if sys.argv[3] == "on_disk":
    xlsx._NO_MAGIC["in_memory"] = False
desk = Desk(StoreFiles(folder / "none"), clock=SystemClock(), words=load_words(), config=Config())
sys.addaudithook(watch)
for form in Format:
    out.write_paper(desk, replace(EVERYTHING, ref=""), form, folder)
import json
print(json.dumps(sorted({str(Path(path).parent) + "/" + Path(path).name[:8] for path in opened})))
"""


def _made(traced: Path) -> list[str]:
    """Every place that the system was asked to open for writing, or to make, and did."""
    if not traced.exists():
        return []
    found = []
    for line in traced.read_text("utf-8", "replace").splitlines():
        said = _OPENED.search(line)
        if said is not None and (said["call"] not in ("open", "openat") or _WRITES.search(said["how"])):
            place = Path(said["place"])
            found.append(str(place) if place.is_char_device() else f"{place.parent}/{place.name[:8]}")
    return found


@pytest.mark.parametrize("how", ["in_memory", "on_disk"])
def test_while_a_paper_is_written_nothing_of_it_lies_anywhere_else(tmp_path: Path, how: str) -> None:
    """F29: the one file that is opened for writing is the final one's neighbour, which then takes its name."""
    root = Path(ips_tui.__file__).resolve().parents[1]
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    (tmp_path / "papers").mkdir()
    traced = tmp_path / "traced"
    # What sets a PDF is no Python, so Python's own word for it is not enough where the system can be asked.
    calls = ("--seccomp-bpf", "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,creat,mkdir,mkdirat", "-o")
    under = [] if why_not() else ["strace", *calls, str(traced)]
    ran = subprocess.run(
        [*under, sys.executable, "-B", "-c", _WRITING, str(root), str(tmp_path / "papers"), how],
        env={**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(elsewhere)},
        cwd=root,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    told_by_python, told_by_system = json.loads(ran.stdout), _made(traced)
    opened = told_by_python + told_by_system
    own = str(tmp_path / "papers" / ".roster-")
    assert own in told_by_python and (own in told_by_system or not under)
    others = [place for place in opened if place not in (own, "/dev/null")]
    assert bool(others) == (how == "on_disk"), others
    assert sorted(path.suffix for path in (tmp_path / "papers").iterdir()) == [".csv", ".docx", ".pdf", ".txt", ".xlsx"]
    assert not list(elsewhere.iterdir())
