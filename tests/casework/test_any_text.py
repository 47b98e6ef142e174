"""F21, F22: any text in every text field of every form comes back as what the cleaning announced, wherever it is read.

Each example gives every field of every form a text of its own and records them all on one store: so few examples see
many thousands of texts.
"""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from typing import Any
from uuid import UUID

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ips_tui.casework import case, caseload
from ips_tui.casework.session import Desk
from ips_tui.casework.show import ShownTable, whole_record
from ips_tui.casework.today import today
from ips_tui.cli import show
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import Entry, fields_of, raw_values, read_entry
from ips_tui.forms.typed import raw_rows, rows_raw
from ips_tui.text import clean, shown
from tests import told
from tests.casework import test_every_form, test_hostile
from tests.casework.test_every_form import Known, everything

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys, or what turns a line round."""
PIECES = (
    *("\x1b]52;c;c3RvbGVu\x07", "\x1b]0;owned\x1b\\", "\x1b]8;;http://example.org\x07", "\x1bP1$r\x1b\\", "\x1b[2J"),
    *("\x1b[31m", "\x9b31m", "\x9d0;x\x9c", "\x1b", "\x00\x08\x7f", "\r\n", "\n", "\t", "\x0b\u2028\u2029", "\ufeff"),
    *("[/oops]", "[@click=app.quit]x[/]", "\\[", "{0}", "%s", "=1+1", "'; --", "\u202egpj\u202c", "\u2066x\u2069"),
    *("\u05d0\u05d1\u05d2", "\u0645\u0631\u062d\u0628\u0627", "e\u0301", "o\u0338\u0337\u0301", "\ud800", "\udfff"),
    *("\U0001f469\u200d\U0001f4bb", "\U0001f44d\U0001f3fd", "\u200b\u2060", "\U0001d11e", "\u3000", "\ufffe", "ﬁ"),
)
TEXTS = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6), st.characters()), min_size=3, max_size=8).map(
        "".join
    ),
    min_size=8,
    max_size=8,
)
WORD = re.compile(r"w\d+ ")
"""How every text begins."""
LONG = 600
"""Characters of the text that every note gets besides."""
NOT_OF_THE_PERSON = {
    *("outreach", "not now", "resource", "office contact about nobody", "staff", "clinical_team", "care_coordinator"),
    *("employer",),
}
"""Forms about somebody or something else, which the whole record of a person does not show."""


class Giver:
    """Gives each field a text of its own, and knows what must be read of it."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = itertools.cycle(texts)
        self._numbers = itertools.count(1)
        self.expected: set[str] = set()

    def text(self, spec: FieldSpec) -> str:
        """Raw text for this field; its first letters are no other field's, so that it is never empty."""
        raw = f"w{next(self._numbers)} {next(self._texts)}"
        if spec.kind is Kind.NOTES:
            raw += "\nlong " * (LONG // 6) + next(self._texts)
        lines = spec.kind is Kind.NOTES
        self.expected.add(clean(raw, lines=lines).text.strip("\n" if lines else None))
        return raw

    def filled(self, entry: type[Entry], known: Known, says: Mapping[str, str]) -> dict[str, str]:
        """Raw text for every field that is asked."""
        raw: dict[str, str] = {}
        for spec in fields_of(entry):
            asked = spec.only is None or raw.get(spec.only.field, "") in spec.only.values
            if spec.name in says and asked:
                raw[spec.name] = says[spec.name]
            elif spec.name == "objective":
                raw[spec.name] = str(known.objective)
            elif spec.given:
                raw[spec.name] = told.objective().name
            elif asked and not spec.hidden:
                raw[spec.name] = self._said(spec, known)
        return raw

    def _said(self, spec: FieldSpec, known: Known) -> str:
        if spec.kind in (Kind.TEXT, Kind.NOTES):
            return self.text(spec)
        if spec.rows is not None:
            # Of one person there is one row, and of an objective.
            one = spec.fixed or "participant" in {inner.name for inner in fields_of(spec.rows)}
            return rows_raw([self.filled(spec.rows, known, {}) for _ in range(1 if one else 2)])
        return test_every_form._said(spec, known, "")


def in_rows(raw: Mapping[str, str]) -> dict[str, Any]:
    """Raw values with the rows of groups as rows, without the ids they were given when they were kept."""
    rows = {name: raw_rows(said) for name, said in raw.items() if said.startswith("[{")}
    return {**raw, **{name: [{k: v for k, v in row.items() if k != "id"} for row in of] for name, of in rows.items()}}


def values(entry: Entry) -> set[str]:
    """Every text in an entry, those of its rows too."""
    found: set[str] = set()
    for name, value in entry:
        if isinstance(value, tuple) and value and isinstance(value[0], Entry):
            found |= set().union(*map(values, value))
        elif isinstance(value, str) and name != "id":
            found.add(str(value))
    return found


def cells(record: tuple[ShownTable, ...]) -> Iterator[Any]:
    """Every value that the whole record of a person shows."""
    return (cell.value for table in record for row in table.rows for cell in row.cells)


def strings(value: object) -> Iterator[str]:
    """Every text in a value read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def recorded(desk: Desk, texts: list[str]) -> UUID:
    """Record every form with these texts, each read back equal; the person with whom."""
    known = everything(desk)
    scene = test_hostile.Scene(desk)
    expected: dict[str, set[str]] = {}
    for name, form in test_every_form.FORMS.items():
        giver = Giver(texts)
        entry = read_entry(form.entry, giver.filled(form.entry, known, form.says), today=told.TODAY)
        assert giver.expected <= values(entry), name
        kept = form.record(desk, known, entry)
        assert in_rows(raw_values(form.read(desk, known, kept))) == in_rows(raw_values(entry)), name
        expected[name] = giver.expected
    said = set(cells(whole_record(desk, known.person)))
    assert {name for name, texts in expected.items() if not texts <= said} <= NOT_OF_THE_PERSON
    # A contact that had no agreement comes before there is one.
    forms = sorted(test_hostile.FORMS.items(), key=lambda one: one[0] != "contact_without_agreement")
    for name, (make, record, read) in forms:
        giver, start = Giver(texts), make(scene)
        raw = raw_values(start)
        for spec in fields_of(type(start)):
            asked = spec.only is None or raw.get(spec.only.field) in spec.only.values
            if asked and spec.kind in (Kind.TEXT, Kind.NOTES):
                raw[spec.name] = giver.text(spec)
        entry = read_entry(type(start), raw, today=told.TODAY)
        assert giver.expected <= values(entry), name
        back = read(scene, record(scene, entry))
        for field, value in entry:
            if isinstance(value, str) and field not in test_hostile.UNKEPT.get(name, set()):
                assert getattr(back, field) == value, (name, field)
    return known.person


@settings(max_examples=2, phases=[Phase.generate])
@given(TEXTS)
def test_any_text_in_every_field_comes_back_as_it_was_announced(
    open_desk: Callable[..., Desk], texts: list[str]
) -> None:
    """F21, F22: in the record, in JSON and as lines of text: the same words, and nothing that a terminal obeys."""
    desk = open_desk()
    person_id = recorded(desk, texts)
    person = caseload.by_ref(desk, case.case(desk, person_id).person.ref)
    assert person is not None
    record, view = whole_record(desk, person_id), today(desk, subject_id=person_id)
    said = {value for value in cells(record) if isinstance(value, str)}
    assert len(said) > 100
    out = io.StringIO()
    with redirect_stdout(out):
        write_json(show._object(person, view, record))
    assert not OBEYED.search(out.getvalue())
    assert said <= set(strings(json.loads(out.getvalue())))
    out = io.StringIO()
    with redirect_stdout(out):
        write_lines(show._record_lines(record, desk.words))
    assert not OBEYED.search(out.getvalue())
    lines = out.getvalue()
    assert not [value for value in said if WORD.match(value) and shown(value) not in lines]
    desk.close()
