"""What the process itself would give away: its memory to a dump or a debugger, and what Python prints unasked.

Python cannot wipe a text from memory. What is left is that nobody else looks at it and that it is never written out
on purpose; what the system pages out is a matter of the disk's own encryption, which `doctor` looks at.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

_PR_SET_DUMPABLE = 4


def keep_memory_in() -> None:
    """Let no core dump be written, and on Linux let no other program of this person's read the memory.

    On macOS and Windows that is left to the system. Never raises: a system that refuses is no reason not to work.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit alone is not enough: where the system hands dumps to a program, Linux does not ask it.
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextmanager
def saying_nothing(noted: Callable[[type], None]) -> Iterator[None]:
    """Let Python print no warning and no error that nothing took; `noted` is given its class and nothing else.

    Their texts quote the values that were wrong. While this lasts they reach neither the terminal nor a file, and
    neither does what a library logs.
    """
    usual = warnings.showwarning, sys.unraisablehook, threading.excepthook, logging.lastResort

    def warned(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        noted(category)

    def unraisable(found: sys.UnraisableHookArgs) -> None:
        noted(found.exc_type)

    def in_thread(found: threading.ExceptHookArgs) -> None:
        noted(found.exc_type)

    warnings.showwarning, sys.unraisablehook, threading.excepthook = warned, unraisable, in_thread
    logging.lastResort = logging.NullHandler()
    try:
        yield
    finally:
        warnings.showwarning, sys.unraisablehook, threading.excepthook, logging.lastResort = usual
