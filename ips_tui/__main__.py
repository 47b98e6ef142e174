"""The front door: reads what was typed, does it, and turns every way it can end into a sentence and a status.

The one module that imports `screens`, and only when a screen is wanted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

from ips_tui.cli.parser import DEMO, WITH_SCREENS, Asked, parse
from ips_tui.cli.printing import complain, give_up, words_of
from ips_tui.cli.refusal import Refusal
from ips_tui.paths import Paths, find_paths
from ips_tui.process import keep_memory_in, saying_nothing

if TYPE_CHECKING:
    from ips_tui.content.words import Words

FAULT = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` asks for, by default what was typed after the program's name; the exit status.

    Never raises: a fault becomes a sentence with the place in the program, without anything a person typed.
    """
    # First of all: no file made from here on may be read by anyone else, and no core dump may hold the key.
    os.umask(0o077)
    keep_memory_in()
    with saying_nothing(_note_warning):
        return _ended(sys.argv[1:] if argv is None else argv)


def _ended(arguments: Sequence[str]) -> int:
    """Every way it can end, as an exit status."""
    try:
        try:
            return _run(parse(arguments))
        finally:
            _flush()
    except SystemExit as answered:
        return answered.code if isinstance(answered.code, int) else 0
    except Refusal as refusal:
        complain(refusal.sentence)
        return refusal.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        give_up(sys.stdout)
        return 0
    except Exception as error:
        return _explain(error)


def _run(asked: Asked) -> int:
    paths = find_paths(os.environ)
    if asked.command in WITH_SCREENS:
        return _screens(asked, paths)
    # Each command is a module of its name, loaded only when it is asked for.
    name = asked.command.replace("-", "_")
    # A word of Python's own, such as import, cannot be a module's name as it is.
    command = import_module(f"ips_tui.cli.{name}_" if iskeyword(name) else f"ips_tui.cli.{name}")
    return cast(Callable[[Asked, Paths], int], command.run)(asked, paths)


def _screens(asked: Asked, paths: Paths) -> int:
    from ips_tui.config import read_config
    from ips_tui.content.words import load_words
    from ips_tui.own_questions import read_own_questions

    config, problems = read_config(paths.config_file)
    if not _has_terminal():
        raise Refusal(load_words(config.words)("cli.no_terminal"))
    if not _own_screens():
        raise Refusal(load_words(config.words)("cli.wrong_screens"))
    from ips_tui.cli import opening
    from ips_tui.store.problems import Damaged, NewerStore

    own = read_own_questions(paths.questions, load_words(config.words))
    try:
        if asked.command == DEMO:
            desk = opening.practice_desk(paths, config, own, reset=asked.reset)
        else:
            desk = opening.team_desk(paths, config, own)
    except (Damaged, NewerStore) as problem:
        # Only the practice copy is opened here, and nothing in it is worth a rescue.
        raise Refusal(load_words(config.words)("cli.practice_damaged"), problem.status) from None
    from ips_tui.log import Event
    from screens.start import run

    if desk.log is not None:
        desk.log.note(Event.STARTED)
    try:
        status = run(desk, problems, paths.config_file, own.problems)
        if desk.log is not None:
            desk.log.note(Event.STOPPED, count=status)
        return status
    finally:
        desk.close()
        # Python's last collection would look through everything that was loaded, while the person waits.
        gc.freeze()


def _has_terminal() -> bool:
    streams = (sys.stdin, sys.stdout)
    return os.environ.get("TERM") != "dumb" and all(stream is not None and stream.isatty() for stream in streams)


def _own_screens() -> bool:
    """Whether the package that `import screens` would find stands beside this one, where it was installed."""
    # Found without importing it: a foreign package's code must not run.
    try:
        found = find_spec("screens")
    except (ImportError, ValueError):
        return False
    if found is None or not found.origin:
        return False
    folder = Path(found.origin).resolve().parent
    return folder.parent == Path(__file__).resolve().parents[1] and (folder / "start.py").is_file()


def _note_warning(kind: type) -> None:
    from ips_tui.clock import SystemClock
    from ips_tui.log import Event, Log

    # Nothing that is only noted may end what is being done, or make folders where nothing was ever kept.
    with suppress(Exception):
        log = Log(find_paths(os.environ).log, SystemClock().now)
        if log.path.parent.is_dir():
            log.note(Event.WARNING, kind=kind)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _explain(error: Exception) -> int:
    from ips_tui.store.problems import translate

    words = _words()
    if isinstance(error, OSError):
        give_up(sys.stdout)
    problem = translate(error)
    if problem is not None:
        from ips_tui.casework.trouble import told
        from ips_tui.clock import SystemClock

        sentence, *ways = told(problem, words, SystemClock())
        where = f" ({problem.detail})" if problem.detail and not problem.detail.isdecimal() else ""
        complain(" ".join((sentence + where, *ways)))
        return problem.status
    if isinstance(error, OSError):
        complain(words("cli.output"))
        return FAULT
    code = _recorded(error)
    said = "cli.fault" if code is None else "cli.fault_recorded"
    complain(words(said, where=_where(error), **({} if code is None else {"code": code})))
    return FAULT


def _recorded(error: Exception) -> str | None:
    """The code of the crash record that was written, None when none could be."""
    from ips_tui.clock import SystemClock
    from ips_tui.crash import versions, write_crash_record

    try:
        return write_crash_record(find_paths(os.environ).crash_folder, error, SystemClock().now(), versions())
    except Exception:
        return None


def _words() -> Words:
    """The words that the person has chosen; British ones where even finding them out goes wrong."""
    from ips_tui.content.words import load_words

    try:
        return words_of(find_paths(os.environ))
    except Exception:
        return load_words()


def _where(error: Exception) -> str:
    """Kind and place of a fault: what is needed to look for it, and nothing of what was being worked on."""
    place, trace = "", error.__traceback__
    while trace is not None:
        frame: FrameType = trace.tb_frame
        module = str(frame.f_globals.get("__name__", ""))
        if module == __name__ or module.startswith(("ips_tui.", "screens.")):
            place = f" {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"


if __name__ == "__main__":
    sys.exit(main())
