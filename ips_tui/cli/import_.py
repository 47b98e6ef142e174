"""`ips-tui import DIR`: a new store of what `ips-tui export` wrote. Nothing that is there already is touched."""

from __future__ import annotations

from pathlib import Path

from ips_tui.casework.session import new_recovery_key, weak_passphrase
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import complain, progress, words_of, write_json, write_lines
from ips_tui.cli.refusal import NOT_FOUND, USAGE, Refusal
from ips_tui.clock import SystemClock
from ips_tui.content.words import Words
from ips_tui.exchange.folder import Bad, BadExport
from ips_tui.exchange.reading import Export, read_export
from ips_tui.exchange.taking_in import Member, TakenIn, members, take_in_practice, take_in_team
from ips_tui.paths import Paths
from ips_tui.store import founding, restoring
from ips_tui.store.files import StoreFiles, slot_files
from ips_tui.store.problems import Damaged, NewerStore, NoStore, translated
from ips_tui.store.store import PRACTICE

NOT_WHOLE = 1
_STATUS = {
    Bad.NO_FOLDER: NoStore.status,
    Bad.NO_MANIFEST: NoStore.status,
    Bad.NOT_OURS: NoStore.status,
    Bad.NEWER_FORMAT: NewerStore.status,
    Bad.NEWER_SCHEMA: NewerStore.status,
    Bad.OLDER_SCHEMA: USAGE,
}
"""How it ends; whatever is not named here is damage."""


def run(asked: Asked, paths: Paths) -> int:
    """Look through the export, make the store, say what opens it; the exit status, 1 for a journal that is not whole.

    Raises StoreProblem and Refusal.
    """
    assert asked.place is not None, "the parser asks for it"
    words = words_of(paths)
    try:
        export = read_export(asked.place.absolute(), told=progress(words))
        return _taken_in(asked, paths, words, export)
    except BadExport as bad:
        raise Refusal(_sentence(bad, words), _STATUS.get(bad.why, Damaged.status)) from None


def _taken_in(asked: Asked, paths: Paths, words: Words, export: Export) -> int:
    practice = export.manifest.kind == PRACTICE
    files = _place(asked, paths, words, practice)
    if not asked.json:
        said = words("import.whole", rows=export.manifest.rows, day=export.manifest.made_on)
        write_lines([said, words("import.practice")] if practice else [said])
    if practice:
        made = take_in_practice(export, files, SystemClock(), told=progress(words))
        return _said(asked, words, made, None, "")
    member = _whose(asked, words, export)
    if not asked.json:
        write_lines([words("import.whose", name=member.name, ref=member.ref)])
    key = new_recovery_key()
    made = take_in_team(
        export,
        files,
        SystemClock(),
        staff_id=member.id,
        passphrase=_new_passphrase(asked, words),
        recovery_key=key,
        told=progress(words),
    )
    return _said(asked, words, made, member, key)


def _place(asked: Asked, paths: Paths, words: Words, practice: bool) -> StoreFiles:
    """Where the store is to be; nothing stands there. Raises Refusal, a StoreProblem."""
    own, others = (paths.practice, paths.store) if practice else (paths.store, paths.practice)
    path: Path = (asked.store or own).absolute()
    if path == others.absolute():
        raise Refusal(words("import.mixed_up"))
    files = StoreFiles(path)
    with translated():
        # What was begun here earlier comes first: it may be a store.
        founding.finish(files)
        restoring.finish(files)
        if path.exists() or path.is_symlink() or slot_files(files.slots):
            raise Refusal(words("import.taken", path=path))
    return files


def _whose(asked: Asked, words: Words, export: Export) -> Member:
    """Whose passphrase it becomes: whose was said, else whoever made the export. Raises Refusal, BadExport."""
    known = members(export)
    if not known:
        raise BadExport(Bad.NOBODY)
    if asked.staff is not None:
        for member in known:
            if member.ref.casefold() == asked.staff.casefold():
                return member
        raise Refusal(words("cli.nobody", ref=asked.staff), NOT_FOUND)
    for member in known:
        if member.id == export.manifest.made_by:
            return member
    raise Refusal(words("import.who"))


def _new_passphrase(asked: Asked, words: Words) -> str:
    typed = opening.passphrase(asked, words, "unlock.recover.new")
    if weak_passphrase(typed):
        raise Refusal(words("unlock.too_short"))
    # What a script hands over is not mistyped.
    if asked.passphrase_fd is None and opening.passphrase(asked, words, "unlock.recover.again") != typed:
        raise Refusal(words("import.not_the_same"))
    return typed


def _said(asked: Asked, words: Words, made: TakenIn, member: Member | None, key: str) -> int:
    if asked.json:
        write_json(
            {
                "store": str(made.files.path),
                "practice": member is None,
                "rows": made.rows,
                "staff": None if member is None else member.ref,
                "recovery_key": key or None,
                "journal_whole": made.journal_whole,
            }
        )
    else:
        write_lines([words("import.done", path=made.files.path)])
        if member is not None:
            write_lines([words("import.key", key=key), words("unlock.first_run.write_about")])
    if not made.journal_whole:
        complain(words("import.not_whole"))
    return 0 if made.journal_whole else NOT_WHOLE


def _sentence(bad: BadExport, words: Words) -> str:
    """What is wrong and where, by the names of files and columns that this program has, never by their content."""
    said = words(f"export.bad.{bad.why.value}", program=bad.program)
    if not bad.file:
        return said
    place = words("export.at_line", file=bad.file, line=bad.line) if bad.line else bad.file
    return f"{said} ({place}{f', {bad.column}' if bad.column else ''})"
