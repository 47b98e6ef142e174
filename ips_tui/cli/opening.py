"""Which store a command works on, and how it is opened: the sample, another place, or the team's own."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from ips_tui.casework.session import Desk, check_practice_place, reset_practice
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import complain, words_of
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.clock import DayClock, SystemClock
from ips_tui.config import Config, read_config
from ips_tui.content.words import Words, load_words
from ips_tui.log import Log
from ips_tui.own_questions import OwnQuestions, read_own_questions
from ips_tui.paths import Paths, sample
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import DiskTrouble, ForeignFile, InUse, NoStore, ReadOnlyStore, StoreFull
from ips_tui.store.store import look_before_unlock

WAIT_SECONDS = 2.0
"""How long a command without screens waits for another program to let go of the store."""
_LONGEST_PASSPHRASE = 4096


def store_files(asked: Asked, paths: Paths) -> StoreFiles:
    """The store that was asked for; it need not exist. Raises NoStore when the sample is missing."""
    if asked.demo:
        return StoreFiles(_sample(words_of(paths)))
    return StoreFiles((asked.store or paths.store).absolute())


@contextmanager
def opened(asked: Asked, paths: Paths) -> Iterator[Desk]:
    """The desk over the store that was asked for, open; closed again at the end.

    The sample is only read, so it opens on a medium that cannot be written, and beside other programs. Raises
    StoreProblem, or Refusal when no passphrase can be had.
    """
    config, _ = read_config(paths.config_file)
    words = load_words(config.words)
    clock = SystemClock() if asked.as_of is None else DayClock(asked.as_of)
    own = read_own_questions(paths.questions, words)
    desk = Desk(
        store_files(asked, paths),
        clock=clock,
        words=words,
        config=config,
        practice=asked.demo,
        own_questions=own,
        scales_folder=paths.scales,
    )
    if asked.demo:
        desk.open_practice(readonly=True)
    else:
        # Looked at first: nobody should type a passphrase for a store that is not there.
        if desk.state == "first_run":
            raise NoStore(str(desk.files.path))
        look_before_unlock(desk.files)
        desk.unlock(passphrase(asked, words), wait_seconds=WAIT_SECONDS)
        if desk.readonly:
            complain(words("trouble.read_only"))
        if desk.store.before is not None:
            complain(words("trouble.migrated", name=desk.store.before.name))
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def up_to_date(asked: Asked, paths: Paths) -> Iterator[Desk]:
    """The same, with what is due computed by the rules of this version: anew where they were others.

    Where nothing can be written the old lines are shown, and the error stream says so. Raises as `opened` does.
    """
    with opened(asked, paths) as desk:
        if desk.rules_changed():
            try:
                if desk.store.readonly:
                    raise ReadOnlyStore
                desk.rebuild()
            except (ReadOnlyStore, StoreFull, DiskTrouble, InUse):
                complain(desk.words("cli.other_rules"))
        yield desk


def specialist(desk: Desk, ref: str | None) -> UUID | None:
    """The member of staff with that ref, upper or lower case; None when none was asked for.

    Raises Refusal when nobody has it.
    """
    if ref is None:
        return None
    for member in desk.staff():
        if member.ref.casefold() == ref.casefold():
            return member.id
    raise Refusal(desk.words("cli.nobody", ref=ref), NOT_FOUND)


def team_desk(paths: Paths, config: Config, own: OwnQuestions | None = None) -> Desk:
    """The desk the screens stand on: over the team's store, not opened yet, and perhaps not made yet."""
    return _desk(StoreFiles(paths.store), paths, config, own, log=Log(paths.log, SystemClock().now))


def practice_desk(paths: Paths, config: Config, own: OwnQuestions | None = None, *, reset: bool) -> Desk:
    """The desk over the practice copy, open; the copy is made when there is none, or anew with `reset`.

    Raises StoreProblem: InUse while another window practises, MixedUp when a real store stands in the place; and
    Refusal when anything else does.
    """
    files, words = StoreFiles(paths.practice), load_words(config.words)
    try:
        check_practice_place(files)
    except ForeignFile:
        # Not as damage: that would send the person to a fresh copy, which must not take the place of this file.
        raise Refusal(words("cli.practice_place_taken", path=files.path), ForeignFile.status) from None
    if reset or not files.path.exists():
        reset_practice(files, _sample(words))
    desk = _desk(files, paths, config, own, practice=True)
    desk.open_practice()
    return desk


def _desk(
    files: StoreFiles,
    paths: Paths,
    config: Config,
    own: OwnQuestions | None,
    *,
    practice: bool = False,
    log: Log | None = None,
) -> Desk:
    return Desk(
        files,
        clock=SystemClock(),
        words=load_words(config.words),
        config=config,
        practice=practice,
        crash_folder=paths.crash_folder,
        log=log,
        own_questions=own,
        scales_folder=paths.scales,
    )


def _sample(words: Words) -> Path:
    try:
        return sample()
    except FileNotFoundError:
        raise Refusal(words("cli.sample_missing"), NoStore.status) from None


def closed(asked: Asked, paths: Paths) -> Desk:
    """The desk over the store that was asked for, not opened; it need not exist."""
    config, _ = read_config(paths.config_file)
    return _desk(store_files(asked, paths), paths, config, None)


def passphrase(asked: Asked, words: Words, label: str = "unlock.passphrase") -> str:
    """What was handed over, or typed at this label. Raises Refusal when no passphrase can be had."""
    if asked.passphrase_fd is not None:
        return _handed_over(asked.passphrase_fd, words)
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(words("cli.no_passphrase"))
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(f"{words(label)}: ")
        except GetPassWarning:
            raise Refusal(words("cli.passphrase_shown")) from None
        except EOFError:
            raise Refusal(words("cli.no_passphrase")) from None


def _handed_over(descriptor: int, words: Words) -> str:
    """The first line that stands in a file descriptor."""
    read = b""
    try:
        while b"\n" not in read and len(read) <= _LONGEST_PASSPHRASE:
            more = os.read(descriptor, _LONGEST_PASSPHRASE)
            if not more:
                break
            read += more
    except (OSError, OverflowError):
        raise Refusal(words("cli.passphrase_unreadable")) from None
    line = read.partition(b"\n")[0].removesuffix(b"\r")
    if not line or len(line) > _LONGEST_PASSPHRASE:
        raise Refusal(words("cli.passphrase_unreadable"))
    # Bytes that are no UTF-8 are a wrong passphrase, not an error that would quote them.
    return line.decode("utf-8", "surrogateescape")
