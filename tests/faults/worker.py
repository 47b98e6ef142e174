"""What is done while the disk fails: the program's own work, through casework, on a real encrypted store.

A worker is forked from a process that has everything loaded. It makes ready, waits for the word to begin, and says
over a socket what came of each step. Only `sendto` and `recvfrom` are called for that, which no run makes fail: so
nothing is acknowledged that was not, and a kill takes no acknowledgement back.
"""

from __future__ import annotations

import json
import os
import random
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ips_tui.casework import action_plan, contacts, copies, happened
from ips_tui.casework.session import Desk, DraftKey, StoreProblem
from ips_tui.clock import Clock
from ips_tui.domain.copies import CopyKind
from ips_tui.exchange import bring_in as importing
from ips_tui.exchange.columns import Columns, ListOf
from ips_tui.exchange.table_file import Reading, Row, Table
from ips_tui.forms.action_plan import StepEntry
from ips_tui.forms.happened import HappenedEntry
from ips_tui.ids import IdSource
from ips_tui.store.slots import SlotContent, replace_slot
from tests import told
from tests.faults.templates import AN_OBJECTIVE, ANOTHER_CONTACT, EARLIER_DRAFT, PEOPLE, ids, place

Kind = Literal["draft", "dropped", "entry", "copy", "passphrase", "recovery", "opened", "restored"]

NEW_PASSPHRASE = "a wholly new passphrase"
NEW_RECOVERY_KEY = told.OTHER_RECOVERY_KEY
ANOTHER_STEP = StepEntry(name="ask at the mill", who="specialist")


@dataclass(frozen=True)
class Step:
    """One thing that a person does and is told of: what is acknowledged, as `kind` and `text`, once `do` is through."""

    kind: Kind
    text: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Deed:
    """A desk made ready, and the steps that are taken at it while the disk fails."""

    desk: Desk
    steps: tuple[Step, ...]


def _text(what: str) -> str:
    """A text that nothing else has, with what a careless hand would spoil."""
    return f"{what}: Bjørk said “[yes]” — œuvre\n\tand 100 % sure; 'x' \U0001f44d"


def contact_draft() -> DraftKey:
    """The draft that the first saved contact of `save` comes from."""
    return DraftKey("contact", ids().person)


def save(desk: Desk) -> Iterator[Step]:
    """A contact that comes from a draft, an objective of the plan corrected, and what happened today."""
    contact, plan, today = _text("a contact"), _text("an objective"), _text("what happened")
    key = contact_draft()
    yield Step("draft", contact, lambda: desk.keep_draft(key, {"summary": contact}))
    entry = told.contact(summary=contact, next_on=told.day(3))
    yield Step("entry", contact, lambda: contacts.record_contact(desk, ids().person, entry, draft=key))
    objective = told.objective(name=AN_OBJECTIVE, specific=plan, steps=(ANOTHER_STEP,))
    yield Step("entry", plan, lambda: action_plan.change_objective(desk, ids().objective, objective))
    said = HappenedEntry(happened_on=told.day(0), summary=today, next_on=told.day(9), clinical=True)
    yield Step("entry", today, lambda: happened.record_happened(desk, ids().person, said))


def draft(desk: Desk) -> Iterator[Step]:
    """A note that grows while it is typed, a second one that waits, and one that is thrown away."""
    key, other = DraftKey("contact", ids().person), DraftKey("review", ids().person)
    for length in (1, 40, 400):
        text = _text("a note typed") * length
        yield Step("draft", text, lambda text=text: desk.keep_draft(key, {"summary": text}))
    text = _text("another note")
    yield Step("draft", text, lambda: desk.keep_draft(other, {"notes": text}))
    yield Step("dropped", EARLIER_DRAFT, lambda: desk.drop_draft(DraftKey("appointment", ids().person)))


def bring_in(desk: Desk) -> Iterator[Step]:
    """A list of contacts, after the copy that is taken before it."""
    texts = (_text("a row of a list"), _text("another row of it"))
    days = ("2026-10-12", "2026-10-13")
    rows = tuple(Row(number, (day, text)) for number, (day, text) in enumerate(zip(days, texts, strict=True), start=2))
    same = {"participant": str(ids().person), "kind": "engagement", "mode": "telephone", "result": "took_place"}
    columns = Columns(ListOf.CONTACTS, (("happened_on", "Day"), ("summary", "Note")), tuple(same.items()))

    def bring() -> None:
        seen = importing.preview(desk, Table(("Day", "Note"), rows, Reading()), columns)
        importing.bring_in(desk, seen, seen.possible)

    yield Step("entry", texts[1], bring)


def backup(desk: Desk) -> Iterator[Step]:
    """A copy, something saved, and another copy; each says what it is called."""

    def copy() -> str:
        return copies.take(desk, CopyKind.BY_HAND).folder.name

    yield Step("copy", "", copy)
    text = _text("between two copies")
    entry = told.contact(summary=text)
    yield Step("entry", text, lambda: contacts.record_contact(desk, ids().person, entry))
    yield Step("copy", "", copy)


def restore(desk: Desk) -> Iterator[Step]:
    """The copy that was taken by hand is brought back and opened, and work goes on in it."""
    text = _text("after restoring")
    entry = told.contact(summary=text)

    def bring_back() -> None:
        desk.close()
        (copy,) = desk.files.backups.glob("*-by-hand")
        copies.restore(desk, copies.compare(desk, copy, told.PASSPHRASE))

    def unlock() -> None:
        if desk.state != "open":
            desk.unlock(told.PASSPHRASE)
        desk.warm()

    def record() -> None:
        unlock()
        contacts.record_contact(desk, ids().person, entry)

    yield Step("restored", "", bring_back)
    yield Step("opened", "", unlock)
    yield Step("entry", text, record)


def open_again(desk: Desk) -> Iterator[Step]:
    """The store of a program that was killed is opened, and work goes on in it; or one of an older schema."""

    def unlock() -> None:
        if desk.state != "open":
            desk.unlock(told.PASSPHRASE)
        desk.warm()

    yield Step("opened", "", unlock)
    text = _text("after opening")
    entry = told.contact(summary=text)
    yield Step("entry", text, lambda: contacts.record_contact(desk, ids().person, entry))


def passphrase(desk: Desk) -> Iterator[Step]:
    """A forgotten passphrase: the recovery key opens the store and gives it a new one; then a new recovery key."""

    def recover() -> None:
        desk.close()
        desk.recover(told.RECOVERY_KEY, NEW_PASSPHRASE)

    def renew() -> None:
        key, who = desk.store.key, desk.who
        assert key is not None and who is not None
        replace_slot(desk.files.slots, NEW_RECOVERY_KEY, SlotContent(key, who.id, "recovery"), cost=told.CHEAP)

    yield Step("passphrase", NEW_PASSPHRASE, recover)
    yield Step("recovery", NEW_RECOVERY_KEY, renew)
    text = _text("after the new passphrase")
    entry = told.contact(summary=text)
    yield Step("entry", text, lambda: contacts.record_contact(desk, ids().person, entry))


def found(desk: Desk) -> Iterator[Step]:
    """The first run."""

    def create() -> None:
        try:
            desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
        except FileExistsError:
            # An earlier try made it whole and could not open it: the door says so, and asks for the passphrase.
            desk.unlock(told.PASSPHRASE)

    yield Step("opened", "", create)


@dataclass(frozen=True)
class Action:
    """One of the things a person does, and the store it is done to."""

    name: str
    template: str
    steps: Callable[[Desk], Iterator[Step]]
    opens: bool
    """Whether the store is open before the disk begins to fail."""
    slow: bool = False
    """Takes a second rather than a fifth of one, so fewer runs are made of it."""
    sampled: bool = True
    """Whether the few runs that the tests make have some of it."""


ACTIONS = (
    Action("save", "team", save, True),
    Action("draft", "team", draft, True),
    Action("bring-in", "team", bring_in, True, slow=True, sampled=False),
    Action("copies", "team", backup, True, slow=True),
    Action("restore", "copied", restore, False, slow=True),
    Action("restore-harmed", "harmed", restore, False, slow=True, sampled=False),
    Action("passphrase", "team", passphrase, False),
    Action("migration", "older", open_again, False, slow=True),
    Action("reopening", "killed", open_again, False),
    Action("founding", "none", found, False, slow=True, sampled=False),
)
KEPT_BEFORE = (PEOPLE, AN_OBJECTIVE, ANOTHER_CONTACT)


def acknowledged_too_early(action: Action) -> Action:
    """The same action, done carelessly: each step is called kept when it is begun, and kept with the next one."""

    def steps(desk: Desk) -> Iterator[Step]:
        late: list[Step] = []

        def put_off(step: Step) -> None:
            while late:
                late.pop().do()
            late.append(step)

        for step in action.steps(desk):
            yield Step(step.kind, step.text, lambda step=step: put_off(step))

    return replace(action, steps=steps)


class Line:
    """One end of the socket: a line of JSON each way."""

    def __init__(self, end: socket.socket) -> None:
        """Nobody waits for longer than two minutes: something is stuck then."""
        self._end = end
        self._end.settimeout(120)
        self._rest = b""

    def say(self, **what: object) -> None:
        """Send it whole."""
        self._end.sendall(json.dumps(what).encode() + b"\n")

    def hear(self) -> dict[str, object] | None:
        """The next line; None once the other end is gone."""
        while b"\n" not in self._rest:
            try:
                more = self._end.recv(65536)
            except ConnectionResetError:
                more = b""
            if not more:
                return None
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        heard: dict[str, object] = json.loads(line)
        return heard


def work(action: Action, home: Path, line: Line, *, persists: bool) -> None:
    """Take every step, each refused one again: at once, or when a fault that persists is said to be over."""
    desk = told.desk_at(place(home))
    if action.opens:
        told.opened(desk)
        desk.warm()
    steps = tuple(action.steps(desk))
    line.say(said="ready")
    line.hear()
    refused = []
    for number, step in enumerate(steps):
        if not _took(desk, number, step, line) and (persists or not _took(desk, number, step, line)):
            refused.append(number)
    if refused and persists:
        line.say(said="is it over?")
        line.hear()
        for number in refused:
            _took(desk, number, steps[number], line)
    try:
        desk.close()
    except Exception:
        line.say(said="broke", step=len(steps), how=traceback.format_exc())
    line.say(said="end")


def _took(desk: Desk, number: int, step: Step, line: Line) -> bool:
    _same_ids(desk.new_id, desk.clock, number)
    try:
        how = step.do()
    except StoreProblem as problem:
        line.say(said="refused", step=number, how=type(problem).__name__)
        return False
    except Exception:
        line.say(said="broke", step=number, how=traceback.format_exc())
        return False
    line.say(said="kept", step=number, how=how if isinstance(how, str) else "")
    return True


def _same_ids(source: IdSource, clock: Clock, number: int) -> None:
    """A step makes the same ids and salts whenever it is taken, so that each state of a store is looked at once."""
    source._last, source._counter = int(clock.now().timestamp() * 1000), 300 * (number + 1)
    source._randomness = random.Random(number)


def fork(action: Action, home: Path, *, persists: bool) -> tuple[int, Line]:
    """A worker of its own, waiting for the word to begin; its process id and the line to it."""
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            ours.close()
            work(action, home, Line(theirs), persists=persists)
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    theirs.close()
    return process, Line(ours)
