"""`ips-tui doctor`: whether all is well. Says nothing about anybody, so that it can be sent to who helps."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.session import Desk
from ips_tui.cli import machine, opening
from ips_tui.cli.machine import Check, State
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import days, words_of, write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.content.words import Words
from ips_tui.paths import Paths, make_private
from ips_tui.store.driver import FileKind, inspect_file, integrity
from ips_tui.store.files import slot_files
from ips_tui.store.problems import Damaged, DiskTrouble, StoreFull, StoreProblem, WrongPassphrase, reading_own_rows
from ips_tui.store.schema import version_of
from ips_tui.store.slots import open_slot

LONGEST_WITHOUT_COPY = 7
"""Days after which a lost laptop would cost more than a week's work."""


def run(asked: Asked, paths: Paths) -> int:
    """Print what was looked at; the exit status: that of the store when it cannot be opened, else 1 for problems.

    Raises Refusal for --rebuild with the sample.
    """
    words = words_of(paths)
    if asked.rebuild and asked.demo:
        raise Refusal(words("cli.doctor.sample_stays"))
    checks = [*machine.checks(asked, paths, words), *machine.looked("key slots", _slots(asked, paths, words), words)]
    status = 0
    try:
        with reading_own_rows(), opening.opened(asked, paths) as desk:
            # One by one: what was seen before a page that cannot be read is told too.
            for check in _inside(desk, asked, paths):
                checks.append(check)
    except StoreProblem as problem:
        checks.append(Check("store", State.PROBLEM, words(problem.message_id)))
        status = problem.status
    except OSError:
        checks.append(Check("store", State.PROBLEM, words(DiskTrouble.message_id)))
        status = DiskTrouble.status
    except Refusal as refusal:
        checks.append(Check("store", State.NOTE, f"{words('cli.doctor.not_opened')} {refusal.sentence}"))
        status = refusal.status
    found = sum(check.state is State.PROBLEM for check in checks)
    if asked.json:
        said = [{"about": check.about, "state": check.state.value, "says": check.says} for check in checks]
        write_json({"ok": found == 0 and status == 0, "checks": said})
    else:
        write_lines(_lines(checks, found, words, whole=status == 0))
    return status or min(found, 1)


def _lines(checks: list[Check], found: int, words: Words, *, whole: bool) -> Iterator[str]:
    for check in checks:
        state = words(f"cli.doctor.{check.state.value}")
        yield words("cli.doctor.line", state=state, about=check.about, says=check.says)
    if found:
        yield words("cli.doctor.problems_one") if found == 1 else words("cli.doctor.problems", count=found)
    elif whole:
        yield words("cli.doctor.well")


def _slots(asked: Asked, paths: Paths, words: Words) -> Iterator[Check]:
    if asked.demo:
        return
    files = opening.store_files(asked, paths)
    count = len(slot_files(files.slots))
    if count == 0 and inspect_file(files.path) is not FileKind.OTHER:
        return
    try:
        # Asked with a secret that is nobody's and costs nothing, the slots say which of them are sound.
        open_slot(files.slots, "", cost=2)
    except WrongPassphrase as answer:
        if answer.detail:
            yield Check("key slots", State.PROBLEM, words("cli.doctor.slots_damaged", damaged=answer.detail))
        else:
            yield Check("key slots", State.OK, words("cli.doctor.slots", count=count))
    except Damaged:
        yield Check("key slots", State.PROBLEM, words("cli.doctor.slots_none"))


def _chain(desk: Desk) -> Check:
    """Whether a line of the history was changed or taken away behind the program's back."""
    from ips_tui.casework.checking import cut_off
    from ips_tui.store.chain import broken

    about, words = "chain of the history", desk.words
    with desk.reading() as db:
        wrong = broken(db.connection())
    if wrong is not None:
        return Check(about, State.PROBLEM, words("cli.doctor.chain_broken", number=wrong.number))
    if (gone := cut_off(desk)) is not None:
        said = words("cli.doctor.chain_cut", number=gone.number, day=f"{gone.made:%Y-%m-%d}")
        return Check(about, State.PROBLEM, said)
    return Check(about, State.OK, words("cli.doctor.chain_whole"))


def _copies(desk: Desk) -> Iterator[Check]:
    """When a copy was last found good, here and outside of this computer. Places and names of copies are not said."""
    from sqlalchemy import select

    from ips_tui.records.machinery import StoreCopy

    words = desk.words
    with desk.reading() as db:
        kept = db.execute(select(StoreCopy.verified_at, StoreCopy.outside).where(~StoreCopy.gone)).all()
    for about, found in (
        ("last verified copy", [at for at, _ in kept]),
        ("last copy outside this computer", [at for at, outside in kept if outside]),
    ):
        if not found:
            yield Check(about, State.NOTE, words("cli.doctor.copy_none"))
            continue
        age = max(0, (desk.clock.now() - max(found)).days)
        late = age > LONGEST_WITHOUT_COPY
        said = words("cli.doctor.copy_late" if late else "cli.doctor.copy", days=days(words, age))
        yield Check(about, State.NOTE if late else State.OK, said)


def _inside(desk: Desk, asked: Asked, paths: Paths) -> Iterator[Check]:
    """What only an open store can tell."""
    from ips_tui.casework.checking import differing_tables

    words = desk.words
    yield Check("store", State.OK, desk.store.site.kind)
    yield Check("schema of the store", State.OK, version_of(desk.connection))
    wrong = integrity(desk.connection)
    for problem in wrong:
        yield Check("integrity", State.PROBLEM, problem)
    if wrong:
        return
    yield Check("integrity", State.OK, words("cli.doctor.sound"))
    yield _chain(desk)
    if not desk.practice:
        yield from _copies(desk)
    if asked.rebuild:
        desk.rebuild()
        yield Check("derived rows", State.OK, words("cli.doctor.rebuilt"))
    try:
        make_private(paths.state)
        tables = differing_tables(desk, paths.state)
    except (StoreFull, OSError):
        yield Check("derived rows", State.NOTE, words("cli.doctor.rows_no_room"))
        return
    if tables:
        yield Check("derived rows", State.PROBLEM, words("cli.doctor.rows_differ", tables=", ".join(tables)))
    else:
        yield Check("derived rows", State.OK, words("cli.doctor.rows_as_computed"))
