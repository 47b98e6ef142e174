"""What must hold after a run, however it ended: looked at by the program itself, on a disk that is well again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ips_tui.casework import copies
from ips_tui.casework.session import Desk, StoreProblem
from ips_tui.records import Table
from ips_tui.store import driver
from ips_tui.store.copies import STORE
from ips_tui.store.engine import READ, make_engine
from ips_tui.store.files import StoreFiles
from ips_tui.store.replay import replay
from ips_tui.store.slots import find_slot, open_slot
from tests import told
from tests.faults.templates import AFTER_THE_COPY, EARLIER_DRAFT, place
from tests.faults.tracing import Told
from tests.faults.worker import KEPT_BEFORE, Action, Step

Shapes = dict[str, set[tuple[str, ...]]]
"""For each kind of action, the tables that it may change, as often as it does."""


@dataclass
class Found:
    """What is wrong, by what is counted; nothing when all is well."""

    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    """An error that is no sentence for a person, or a worker that came to no end."""
    stuck: list[str] = field(default_factory=list)
    """Refused once more although the disk was well again."""
    left: list[str] = field(default_factory=list)
    """Unfinished files that nobody takes away."""

    def all(self) -> list[str]:
        """Each with its name."""
        return [f"{name}: {what}" for name, found in vars(self).items() for what in found]


class Checker:
    """Looks at homes. `shapes` is learnt from runs without a fault."""

    def __init__(self) -> None:
        """Nothing is known of actions yet."""
        memory = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._empty = make_engine(lambda: memory)
        """A store of the models alone, into which journals are read; it is empty again afterwards."""
        Table.metadata.create_all(self._empty)
        self.shapes: Shapes = {}
        self.before: dict[str, Path] = {}
        """For each action, the home that it begins with."""
        self._whole: set[int] = set()
        """States of a store that were looked through before and found whole."""

    def check(self, action: Action, steps: tuple[Step, ...], home: Path, told_of: Told) -> Found:
        """Everything that must hold of the home that a run left."""
        found = Found()
        self._said(steps, told_of, found)
        try:
            aside: set[str] = set()
            if steps[0].kind == "restored":
                self._stands(action, steps, home, told_of, found)
                aside = self._aside(action, home, found)
            with self._opened(action, steps, home, told_of, found) as desk:
                if desk is not None:
                    self._store(desk, action, steps, told_of, found, aside)
                    self._copies(desk, steps, told_of, found)
        except Exception as error:
            found.corrupt.append(f"cannot be looked at: {type(error).__name__} {error}")
        return found

    def learn(self, home: Path, steps: tuple[Step, ...]) -> None:
        """A run without a fault left this home: so its actions look when they are whole."""
        desk = told.desk_at(place(home))
        desk.unlock(next((step.text for step in steps if step.kind == "passphrase"), told.PASSPHRASE))
        for what, tables in _groups(desk.connection):
            self.shapes.setdefault(what, set()).add(tables)
        desk.close()

    def _said(self, steps: tuple[Step, ...], told_of: Told, found: Found) -> None:
        found.untold += [f"step {step}: {how}" for step, said, how in told_of.words if said == "broke"]
        if not told_of.killed and not told_of.ended:
            found.untold.append("the worker came to no end")
        if told_of.ended:
            found.stuck += [f"{step.kind} {number}" for number, step in enumerate(steps) if not told_of.kept(number)]

    @contextmanager
    def _opened(
        self, action: Action, steps: tuple[Step, ...], home: Path, told_of: Told, found: Found
    ) -> Iterator[Desk | None]:
        """The desk, open by a passphrase that was acknowledged; None where the first run had not come to its end."""
        desk = told.desk_at(place(home))
        secrets = [told.PASSPHRASE]
        for number, step in enumerate(steps):
            if step.kind == "passphrase":
                # Not acknowledged, either may open it; acknowledged, only the new one.
                secrets = [step.text] if told_of.kept(number) else [told.PASSPHRASE, step.text]
        if action.name == "founding":
            if desk.state == "first_run":
                if told_of.kept(0):
                    found.lost.append("the store that was founded")
                desk.create(told.FIRST_RUN, told.PASSPHRASE, told.RECOVERY_KEY)
                desk.close()
            elif not told_of.kept(0) and desk.state != "locked":
                found.half.append("a store that is neither there nor not")
        for secret in secrets:
            try:
                desk.unlock(secret)
                break
            except StoreProblem as problem:
                why = type(problem).__name__
        else:
            found.lost.append(f"nothing opens it: {why}")
            yield None
            return
        for number, step in enumerate(steps):
            if step.kind == "passphrase" and told_of.kept(number):
                self._opens_no_more(desk.files, told.PASSPHRASE, found)
            if step.kind == "recovery":
                self._recovers(desk.files, step.text, told_of.kept(number), found)
        try:
            desk.warm()
            yield desk
        finally:
            desk.close()

    def _opens_no_more(self, files: StoreFiles, secret: str, found: Found) -> None:
        if _answers(files, secret):
            found.half.append("an earlier passphrase still opens it")

    def _recovers(self, files: StoreFiles, new: str, acknowledged: bool, found: Found) -> None:
        if not any(_answers(files, secret) for secret in ([new] if acknowledged else [told.RECOVERY_KEY, new])):
            found.lost.append("no recovery key opens it")
        if acknowledged:
            self._opens_no_more(files, told.RECOVERY_KEY, found)

    def _stands(self, action: Action, steps: tuple[Step, ...], home: Path, told_of: Told, found: Found) -> None:
        """The old store or the restored one; where it is the old one, nothing of it is lost, and it can be restored."""
        files, before = place(home), place(self.before[action.name])
        desk = told.desk_at(files)
        if desk.state != "locked":
            found.lost.append("the store that was to be restored")
            return
        old = files.path.read_bytes() == before.path.read_bytes() and action.name == "restore-harmed"
        if not old:
            desk.unlock(told.PASSPHRASE)
            old = _times(desk.connection, AFTER_THE_COPY) == 1
            if old:
                self._entries(desk.connection, steps, told_of, found, set())
                found.corrupt += driver.integrity(desk.connection)
            desk.close()
        if not old:
            return
        if told_of.kept(0):
            found.lost.append("the restored store, which was said to be there")
        names = [{slot.name for slot in of.slots.glob("slot-*.key")} for of in (files, before)]
        if names[0] != names[1]:
            found.lost.append("key slots of the store that stayed")
        (copy,) = files.backups.glob("*-by-hand")
        copies.restore(desk, copies.compare(desk, copy, told.PASSPHRASE))

    def _aside(self, action: Action, home: Path, found: Found) -> set[str]:
        """The entries of the stores that were put aside: the old one is among them, whole, and opens where it lies."""
        held: set[str] = set()
        before, whole = place(self.before[action.name]), 0
        for folder in sorted(home.glob("team.db.replaced-*")):
            files = StoreFiles(folder / STORE)
            key = find_slot(files.slots, told.PASSPHRASE, cost=told.CHEAP)[1].key
            if action.name == "restore-harmed" and files.path.read_bytes() == before.path.read_bytes():
                whole += 1
                continue
            opened = driver.connect(files.path, key)
            found.corrupt += [f"{folder.name}: {what}" for what in driver.integrity(opened)]
            held |= {summary for (summary,) in opened.execute("SELECT summary FROM contact")}
            opened.close()
        if AFTER_THE_COPY not in held and not whole:
            found.lost.append("the store that was put aside")
        return held

    def _store(
        self, desk: Desk, action: Action, steps: tuple[Step, ...], told_of: Told, found: Found, aside: set[str]
    ) -> None:
        if action.name != "founding":
            self._entries(desk.connection, steps, told_of, found, aside)
            self._drafts(desk, action, steps, told_of, found)
        for what, tables in _groups(desk.connection):
            if self.shapes and tables not in self.shapes.get(what, set()):
                found.half.append(f"{what} has {tables}")
        found.corrupt += driver.integrity(desk.connection)
        self._replayed(desk, found)
        folder = desk.files.path.parent
        lying = (*folder.rglob("*.part*"), *folder.glob("*.rest*"), *folder.glob(".ips-tui*"))
        found.left += [path.name for path in sorted(lying)]

    def _entries(self, connection: Any, steps: tuple[Step, ...], told_of: Told, found: Found, aside: set[str]) -> None:
        for text in KEPT_BEFORE:
            if _times(connection, text) != 1:
                found.lost.append(f"kept before: {text}")
        for number, step in enumerate(steps):
            if step.kind == "entry":
                times = _times(connection, step.text)
                if told_of.kept(number) and times == 0 and step.text not in aside:
                    found.lost.append(f"acknowledged: {step.text}")
                if times > 1:
                    found.twice.append(step.text)

    def _drafts(self, desk: Desk, action: Action, steps: tuple[Step, ...], told_of: Told, found: Found) -> None:
        waiting = [dict(draft.fields) for draft in desk.drafts()]
        texts = [text for fields in waiting for text in fields.values()]
        dropped = [n for n, step in enumerate(steps) if step.kind == "dropped"]
        if (EARLIER_DRAFT not in texts) and not dropped:
            found.lost.append("the draft from before")
        if any(told_of.kept(n) for n in dropped) and EARLIER_DRAFT in texts:
            found.half.append("a draft that was thrown away")
        kept = [(n, step) for n, step in enumerate(steps) if step.kind == "draft" and told_of.kept(n)]
        if action.name == "save" and kept:
            # In one commit: what was typed waits as a draft, or stands as an entry, and never both or neither.
            text, order = kept[0][1].text, [number for number, said, _ in told_of.words if said == "kept"]
            typed_again = 1 in order and order.index(1) < order.index(0)
            if not typed_again and (text in texts) == (_times(desk.connection, text) == 1):
                found.half.append("a draft and its entry")
            return
        if action.name == "draft":
            # The note grows: a longer one that was not acknowledged may stand there, a shorter one may not.
            notes = [n for n, step in enumerate(steps) if step.kind == "draft" and n < 3]
            told_notes = [n for n in notes if told_of.kept(n)]
            if told_notes and not any(steps[n].text in texts for n in notes[told_notes[-1] :]):
                found.lost.append("what was typed last")
            found.lost += [step.text for n, step in kept if n >= 3 and step.text not in texts]

    def _replayed(self, desk: Desk, found: Found) -> None:
        """The journal, read into an empty store, gives the same records; the rules give the same derived rows."""
        tables = told.dump(desk.connection)
        state = hash((repr(tables), frozenset(told.indexed(desk.connection))))
        if state in self._whole:
            return
        if (gap := desk._keeping().broken_chain()) is not None:
            found.half.append(f"the chain of actions: {gap.why}")
        source = make_engine(lambda: driver.connect_again(desk.files.path, desk.store.key))
        try:
            with source.execution_options(begin=READ).connect() as journal, self._empty.connect() as target:
                replay(journal, target)
                theirs = told.dump(target.connection.driver_connection, only="record")
                target.rollback()
        finally:
            source.dispose()
        found.half += [f"{table} is not what the journal says" for table in theirs if tables[table] != theirs[table]]
        before = told.dump(desk.connection, only="derived"), told.indexed(desk.connection)
        desk.rebuild()
        if before != (told.dump(desk.connection, only="derived"), told.indexed(desk.connection)):
            found.half.append("what is due is not what the rules say")
        if not found.half:
            self._whole.add(state)

    def _copies(self, desk: Desk, steps: tuple[Step, ...], told_of: Told, found: Found) -> None:
        """Whatever has the name of a copy opens with its own key slots and holds what was acknowledged before it."""
        before: list[str] = list(KEPT_BEFORE)
        wanted: dict[str, list[str]] = {}
        for number, said, how in told_of.words:
            if said == "kept" and steps[number].kind == "entry":
                before.append(steps[number].text)
            elif said == "kept" and steps[number].kind == "copy":
                wanted[how] = list(before)
        found.lost += [f"the copy {name}" for name in wanted if not (desk.files.backups / name).exists()]
        for copy in sorted(desk.files.backups.glob("[!.]*")):
            files = StoreFiles(copy / STORE)
            key = find_slot(files.slots, told.PASSPHRASE, cost=told.CHEAP)[1].key
            opened = driver.connect(files.path, key, readonly=True)
            try:
                found.corrupt += [f"{copy.name}: {what}" for what in driver.integrity(opened)]
                held = wanted.get(copy.name, list(KEPT_BEFORE))
                found.lost += [f"{text} in {copy.name}" for text in held if _times(opened, text) == 0]
            finally:
                opened.close()


def _answers(files: StoreFiles, secret: str) -> bool:
    try:
        open_slot(files.slots, secret, cost=told.CHEAP)
    except StoreProblem:
        return False
    return True


_WHERE = (("contact", "summary"), ("objective", "name"), ("objective", "specific"), ("participant", "name"))


def _times(connection: Any, text: str) -> int:
    """How many records hold this text and no other, in one of the places where the steps put theirs."""
    return sum(
        connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", [text]).fetchone()[0]
        for table, column in _WHERE
    )


def _groups(connection: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Each action of the journal: what was done, and the tables that it changed, once for each change."""
    tables: dict[bytes, Counter[str]] = {}
    for group, table in connection.execute("SELECT group_id, table_name FROM change"):
        tables.setdefault(group, Counter())[table] += 1
    return [
        (what, tuple(sorted(tables.get(group, Counter()).elements())))
        for group, what in connection.execute("SELECT id, what FROM change_group ORDER BY sequence")
    ]
