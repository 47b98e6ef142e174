"""What is kept of a fault: where in the program it was and in which versions; nothing that a person typed.

Messages of exceptions quote the value that was wrong, local variables hold whole records, and both end up in
mails to those who help. So a record has the type of the error and the places, and no more.
"""

from __future__ import annotations

import os
import secrets
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType

from ips_tui import __version__
from ips_tui.paths import make_private

# No vowels, so that no code is a word, and no letters that look alike.
LETTERS = "BCDFGHJKMNPQRSTVWXZ"
FIRST_FRAMES = 10
LAST_FRAMES = 40
CHAIN = 6


def write_crash_record(folder: Path, error: BaseException, now: datetime, versions: Mapping[str, str]) -> str:
    """Write what may be known about an error into a new file of this folder; returns its six-letter code.

    The file is readable by its owner only; the folder is made if need be. `now` must carry a time zone,
    `versions` names programs and their versions. Raises OSError if it cannot be written.
    """
    make_private(folder)
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(6))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            number = os.open(folder / f"crash-{code}.txt", flags, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(describe(error, code, now, versions))
        return code


def describe(error: BaseException, code: str, now: datetime, versions: Mapping[str, str]) -> str:
    """The text of a crash record: code, time in UTC, versions, and the chain of errors with its places."""
    lines = [f"crash {code}", f"at {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"]
    lines += [f"{name} {version}" for name, version in versions.items()]
    for link, each in enumerate(_chain(error)):
        kind = type(each)
        lines += ["", f"{'because of ' if link else ''}{kind.__module__}.{kind.__qualname__}"]
        lines += [f"  {place}" for place in _places(each)]
    return "\n".join(lines) + "\n"


def versions() -> dict[str, str]:
    """The versions that help to find a fault; nothing about the person's computer beyond its kind."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    found = {"ips-tui": __version__, "python": platform.python_version(), "system": platform.system()}
    for name in ("textual", "rich", "sqlalchemy", "sqlcipher3"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those it came from, the last one first, without going round in circles."""
    seen: set[int] = set()
    waiting = [error]
    while waiting and len(seen) < CHAIN:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)
        # Textual's WorkerFailed carries what failed in the worker, without naming it as its cause.
        inside = getattr(each, "error", None)
        if isinstance(inside, BaseException):
            waiting.append(inside)
        cause = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        if cause is not None:
            waiting.append(cause)


def _places(error: BaseException) -> list[str]:
    """Where the error passed, outermost first; the middle of a very deep one is left out."""
    places = [_place(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    left_out = len(places) - FIRST_FRAMES - LAST_FRAMES
    if left_out > 0:
        places[FIRST_FRAMES:-LAST_FRAMES] = [f"... {left_out} more ..."]
    return places


def _place(frame: FrameType, line: int) -> str:
    """File within its package, line and function; a full path would name the person whose folder it is in."""
    code = frame.f_code
    return f"{_file(code, str(frame.f_globals.get('__name__', '')))}:{line} {code.co_qualname}"


def _file(code: CodeType, module: str) -> str:
    parts = code.co_filename.replace("\\", "/").split("/")
    depth = module.count(".") + (2 if parts[-1] == "__init__.py" else 1)
    return "/".join(parts[-depth:])
