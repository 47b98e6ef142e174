"""Whatever is typed, left, resumed, saved or killed in an interview: nothing is lost, nothing is there twice.

Random interviews against a model: what was last saved of each section, and the last draft of each. A kill copies the
files of the store as they lie on the disk, without closing it, and goes on with the copy.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ips_tui.casework import profile
from ips_tui.casework.profile import OF_PERSON
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.content.questions import load_questions
from ips_tui.domain.profile import AnswerState
from ips_tui.domain.questions import STATE
from ips_tui.forms.asking import BadEntry, FieldSpec, Kind
from ips_tui.forms.kit import fields_of, raw_values, read_entry
from ips_tui.forms.profile import ProfileSectionEntry, VocationalProfileEntry, section_entry
from ips_tui.forms.typed import raw_rows, rows_raw
from ips_tui.ids import same_row_id
from ips_tui.records.profile import Answer
from ips_tui.store.files import StoreFiles
from tests import told

KINDS = {section.id: section_entry(section) for section in load_questions().sections}
SECTIONS = ("work_goal", "education", "work_history", "preferences", "barriers")
TEXTS = ("", "a garden", "two\nlines", "[/oops] O'Brien", "\u05d0\u05d1\u05d2", "x" * 400, " ", "7")
Raw = dict[str, str]

ACTIONS = st.tuples(
    st.sampled_from(
        ("type", "type", "type", "state", "row", "row", "save", "save", "leave", "drop", "kill", "version")
    ),
    st.sampled_from(SECTIONS),
    st.integers(0, 11),
    st.integers(0, 7),
)


@pytest.fixture(scope="module")
def founded() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="interview"))
    told.found(StoreFiles(folder / "team.db"), encrypted=False)
    yield folder
    shutil.rmtree(folder)


class Interview:
    """A store with one person, and what it must hold."""

    def __init__(self, founded: Path, folder: Path) -> None:
        self.folder = folder
        self.copies = 0
        shutil.copytree(founded, folder / "0")
        self.desk = self._open()
        self.person = told.participant(self.desk, told.clinical_team(self.desk))
        self.saved: dict[str, Raw] = {section: {} for section in SECTIONS}
        self.drafts: dict[str, Raw] = {}
        self.versions = 0

    def _open(self) -> Desk:
        return told.opened(told.desk_at(StoreFiles(self.folder / str(self.copies) / "team.db"), practice=True))

    def key(self, section: str) -> DraftKey:
        """Under what the draft of a section is kept."""
        record = same_row_id("profile_section", self.person.hex, section)
        return DraftKey(ProfileSectionEntry.form, self.person, record)

    def form(self, section: str) -> Raw:
        """What the form of a section begins with: its draft, else the section as it stands."""
        draft = self.desk.load_draft(self.key(section))
        if draft is not None:
            return dict(draft.fields)
        return raw_values(profile.section_as_entry(self.desk, self.person, section))

    # What somebody does

    def keep(self, section: str, raw: Raw) -> None:
        """As the form does within half a second of a key."""
        self.desk.keep_draft(self.key(section), raw)
        self.drafts[section] = raw

    def type(self, section: str, field: int, value: int) -> None:
        """Something in one field."""
        specs = [spec for spec in fields_of(KINDS[section]) if not spec.hidden and spec.rows is None]
        spec = specs[field % len(specs)]
        self.keep(section, {**self.form(section), spec.name: _said(spec, value)})

    def state(self, section: str, field: int, value: int) -> None:
        """Why a question has no answer, in place of its answer."""
        questions = load_questions().section(section).questions
        name = questions[field % len(questions)].id
        state = (*(one.value for one in AnswerState), "")[value % 4]
        self.keep(section, {**self.form(section), name: "", name + STATE: state})

    def row(self, section: str, place: int, value: int) -> None:
        """A row that is new, changed or taken out, in a section that has rows."""
        spec = next((spec for spec in fields_of(KINDS[section]) if spec.rows is not None), None)
        if spec is None or spec.rows is None:
            return
        raw = self.form(section)
        rows = raw_rows(raw.get(spec.name, ""))
        texts = [one.name for one in fields_of(spec.rows) if one.kind in (Kind.TEXT, Kind.NOTES)]
        if not rows or value < 3:
            whole = {one.name: one.choices[0] for one in fields_of(spec.rows) if one.required and one.choices}
            rows.append({**whole, texts[0]: TEXTS[value % 2 + 1]})
        elif value < 6:
            rows[place % len(rows)] = {**rows[place % len(rows)], texts[-1]: TEXTS[value]}
        else:
            del rows[place % len(rows)]
        self.keep(section, {**raw, spec.name: rows_raw(rows)})

    def save(self, section: str) -> None:
        """F2, if what is typed is good; else it stays as it was typed."""
        raw = self.form(section)
        try:
            entry = read_entry(KINDS[section], raw, today=told.TODAY)
        except BadEntry:
            return
        profile.save_section(self.desk, self.person, entry, draft=self.key(section))
        self.drafts.pop(section, None)
        self.saved[section] = raw_values(entry)
        self.versions = max(self.versions, 1)

    def drop(self, section: str) -> None:
        """The draft is thrown away."""
        self.desk.drop_draft(self.key(section))
        self.drafts.pop(section, None)

    def kill(self) -> None:
        """The program dies; what lies on the disk then is all there is."""
        before = self.folder / str(self.copies)
        self.copies += 1
        shutil.copytree(before, self.folder / str(self.copies))
        self.desk.close()
        self.desk = self._open()

    def version(self) -> None:
        """The profile is brought up to date; what is not answered anew still counts."""
        profile.begin_version(self.desk, self.person, VocationalProfileEntry(begun_on=told.TODAY))
        self.versions += 1

    # What must be there

    def check(self) -> None:
        """Everything, and nothing besides."""
        for section in SECTIONS:
            now = profile.section_as_entry(self.desk, self.person, section)
            assert _without_ids(raw_values(now)) == _without_ids(self.saved[section])
            draft = self.desk.load_draft(self.key(section))
            assert (None if draft is None else dict(draft.fields)) == self.drafts.get(section)
        assert len(self.desk.drafts()) == len(self.drafts)
        with self.desk.reading() as db:
            assert len(profile.versions(db, self.person)) == self.versions
            answers = db.scalars(select(Answer)).all()
            assert max(Counter((a.vocational_profile_id, a.question) for a in answers).values(), default=1) == 1
            for name, table in OF_PERSON.items():
                kept = db.scalars(select(table).where(~table.removed)).all()
                said = [raw_rows(raw[name]) for raw in self.saved.values() if name in raw]
                assert len(kept) == sum(len(rows) for rows in said)


def _said(spec: FieldSpec, value: int) -> str:
    if spec.choices:
        return spec.choices[value % len(spec.choices)]
    if spec.kind is Kind.YES_NO:
        return ("yes", "no", "")[value % 3]
    return TEXTS[value]


def _without_ids(raw: Mapping[str, str]) -> dict[str, Any]:
    """Rows as rows, without the ids that they were given when they were kept."""
    rows = {name: raw_rows(said) for name, said in raw.items() if said.startswith("[{")}
    return {
        **raw,
        **{name: [{k: v for k, v in row.items() if k != "id"} for row in found] for name, found in rows.items()},
    }


@settings(max_examples=15, deadline=None)
@given(actions=st.lists(ACTIONS, min_size=3, max_size=30))
def test_nothing_is_lost_and_nothing_is_there_twice(founded: Path, actions: list[tuple[str, str, int, int]]) -> None:
    with tempfile.TemporaryDirectory(prefix="interview") as folder:
        talk = Interview(founded, Path(folder))
        for what, section, field, value in actions:
            match what:
                case "type" | "state" | "row":
                    getattr(talk, what)(section, field, value)
                case "save" | "drop":
                    getattr(talk, what)(section)
                case "kill" | "version":
                    getattr(talk, what)()
            if what in ("save", "kill"):
                talk.check()
        talk.kill()
        talk.check()
        talk.desk.close()


def test_the_model_would_notice(founded: Path, tmp_path: Path) -> None:
    """By hand, so that the property is not empty."""
    talk = Interview(founded, tmp_path)
    talk.type("work_goal", 0, 1)
    talk.row("barriers", 0, 0)
    talk.kill()
    assert set(talk.drafts) == {"work_goal", "barriers"}
    talk.save("work_goal")
    talk.save("barriers")
    talk.row("barriers", 0, 3)
    talk.version()
    talk.state("work_goal", 0, 1)
    talk.save("work_goal")
    talk.check()
    assert talk.saved["work_goal"] == {"dream_job_state": "prefers_not_to_say"}
    assert len(raw_rows(talk.saved["barriers"]["barriers"])) == 1
    with talk.desk.writing("test") as writing:
        writing.db.scalars(select(Answer)).first().value = "something else"  # type: ignore[union-attr]
        writing.db.scalars(select(Answer)).first().state = None  # type: ignore[union-attr]
    ids: set[UUID] = {row.id for row in _answers(talk.desk)}
    assert len(ids) == 2
    talk.desk.drop_draft(talk.key("barriers"))
    with pytest.raises(AssertionError):
        talk.check()
    talk.desk.close()


def _answers(desk: Desk) -> list[Answer]:
    with desk.reading() as db:
        return list(db.scalars(select(Answer)))
