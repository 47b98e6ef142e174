"""`ips-tui show REF`: one participant's whole record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ips_tui.casework.caseload import PersonLine, by_ref
from ips_tui.casework.session import Desk, Looked
from ips_tui.casework.show import ShownRow, ShownTable, whole_record
from ips_tui.casework.today import TodayView, today
from ips_tui.cli import opening, shapes
from ips_tui.cli.parser import Asked
from ips_tui.cli.people import person_line
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.cli.today import due_lines, next_lines, put_off_lines
from ips_tui.content.words import Words
from ips_tui.paths import Paths

PARTICIPANT = "participant"


def run(asked: Asked, paths: Paths) -> int:
    """Print the record; the exit status. Raises StoreProblem, and Refusal when nobody has the ref."""
    with opening.up_to_date(asked, paths) as desk:
        person = found_person(desk, asked)
        view = today(desk, subject_id=person.id)
        record = whole_record(desk, person.id)
        desk.note_look(Looked.SHOWN, person.id)
        words = desk.words
    if asked.json:
        write_json(_object(person, view, record))
        return 0
    if asked.demo:
        write_lines([words("cli.practice")])
    write_lines([person_line(person, words)])
    write_lines([*due_lines(list(view.due), words), *next_lines(list(view.next), words)])
    write_lines([*put_off_lines(list(view.put_off), words), *_record_lines(record, words)])
    return 0


def found_person(desk: Desk, asked: Asked) -> PersonLine:
    """The participant whose ref was asked for. Raises Refusal when nobody has it, or another specialist's."""
    specialist = opening.specialist(desk, asked.specialist)
    person = by_ref(desk, asked.ref)
    if person is None:
        raise Refusal(desk.words("cli.nobody", ref=asked.ref), NOT_FOUND)
    if specialist is not None and person.specialist_id != specialist:
        raise Refusal(desk.words("cli.not_theirs", ref=person.ref, specialist=asked.specialist), NOT_FOUND)
    return person


def _object(person: PersonLine, view: TodayView, record: Sequence[ShownTable]) -> dict[str, object]:
    return {
        "as_of": view.as_of.isoformat(),
        "person": shapes.person(person),
        "due": shapes.due(view.due),
        "next": shapes.ahead(view.next),
        "put_off": shapes.put_off(view.put_off),
        "record": {
            table.table: [{cell.column: cell.value for cell in row.cells} for row in table.rows] for table in record
        },
    }


def _record_lines(record: Sequence[ShownTable], words: Words) -> Iterator[str]:
    for table in record:
        if table.rows:
            yield words(f"cli.section.{table.table}")
        for row in table.rows:
            if table.table == PARTICIPANT:
                # The participant's own row is long and is looked up, not read through: a line for each column.
                yield from _said(row)
            else:
                yield (f"{row.on}, " if row.on is not None else "") + "; ".join(_said(row))


def _said(row: ShownRow) -> list[str]:
    """Every column that holds something, without the day that the line begins with."""
    cells = [cell for cell in row.cells if cell.text]
    day = next((cell for cell in cells if cell.text == str(row.on)), None)
    # A question that was asked ends with a sign of its own.
    return [f"{cell.label}{'' if cell.label.endswith('?') else ':'} {cell.text}" for cell in cells if cell is not day]
