"""One program at a time: an operating-system lock on a file beside the store.

The system lets go of the lock when its holder ends, however it ends, so nothing stale can stay behind; the
empty file may. The file is never removed: two programs could then each lock a file of that name. When it was last
changed is when its holder took the lock.
"""

import errno
import math
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from ips_tui.store.problems import DiskTrouble, InUse, translate

_PAUSE_SECONDS = 0.05
_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class StoreLock:
    """The right to have one store open. Also a context manager: `with StoreLock(files.lock): ...`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._handle is not None

    def acquire(self, wait_seconds: float = 0.0) -> None:
        """Take the lock, trying again for about `wait_seconds` (0 or more).

        Does nothing when it is held already. Raises InUse when someone else has it, NoAccess,
        ReadOnlyStore or DiskTrouble when the lock file cannot be made.
        """
        if self._handle is not None:
            return
        handle = self._open()
        # Pauses are counted instead of reading a clock.
        pauses = math.ceil(max(wait_seconds, 0.0) / _PAUSE_SECONDS)
        try:
            while not self._try(handle):
                if pauses == 0:
                    raise InUse(str(self._path), self._taken_at())
                pauses -= 1
                time.sleep(_PAUSE_SECONDS)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        with suppress(OSError):
            os.utime(self._path)

    def release(self) -> None:
        """Let go of the lock. Does nothing when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        finally:
            os.close(handle)

    def __enter__(self) -> "StoreLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _taken_at(self) -> datetime | None:
        try:
            return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def _open(self) -> int:
        # Python's handles are closed in started programs, so a child never keeps the lock alive.
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        try:
            return os.open(self._path, flags, 0o600)
        except OSError as error:
            problem = translate(error)
            raise (type(problem) if problem else DiskTrouble)(str(self._path)) from None

    def _try(self, handle: int) -> bool:
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            # A place that cannot lock is refused: without the lock two programs could write at once.
            raise DiskTrouble(str(self._path)) from None
        return True
