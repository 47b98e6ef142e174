"""A child process under a pseudo-terminal: started, read, written to, ended. Knows nothing of screens."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path


class Child:
    """`command` as the leader of a session of its own, on a terminal of `size` (columns, lines).

    `started` is the `time.perf_counter` reading just before the start; `raw` every byte it wrote;
    `chunks` what was read and not yet taken, each with the moment of its reading; `last` the moment
    of the last reading; `closed` whether nobody holds the terminal any more.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        env: Mapping[str, str] | None,
        cwd: str | Path | None,
    ) -> None:
        self.raw = bytearray()
        self.chunks: deque[tuple[float, bytes]] = deque()
        self.closed = False
        self._master, slave = pty.openpty()
        self.resize(size)
        os.set_blocking(self._master, False)
        self.started = self.last = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=cwd,
                start_new_session=True, preexec_fn=_take_terminal,
            )  # fmt: skip
        except BaseException:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    @property
    def pid(self) -> int:
        """The id of the process, which is also its group's and its session's."""
        return self._process.pid

    def status(self) -> int | None:
        """The exit status, minus a signal's number, or None while the process runs."""
        return self._process.poll()

    def read(self, wait: float) -> bool:
        """Take what the program wrote, waiting up to `wait` seconds. False when there was nothing."""
        if self.closed or not select.select([self._master], [], [], max(0.0, wait))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except BlockingIOError:
            return False
        except OSError:  # Linux reports the end of a terminal as an error, macOS as an empty read.
            data = b""
        if not data:
            self.closed = True
            return False
        self.last = time.perf_counter()
        self.chunks.append((self.last, data))
        self.raw += data
        return True

    def write(self, data: bytes, patience: float = 10.0) -> None:
        """Write all of `data`, reading meanwhile: the program may itself be waiting for room.

        Raises BrokenPipeError when the program has ended or takes nothing for `patience` seconds.
        """
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], patience)
            if readable:
                self.read(0.0)
            if self.closed or not (readable or writable):
                raise BrokenPipeError("The program takes no input any more.")
            if writable:
                try:
                    data = data[os.write(self._master, data) :]
                except BlockingIOError:
                    continue
                except OSError as problem:
                    raise BrokenPipeError("The program has ended.") from problem

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size to `size` (columns, lines); the program gets SIGWINCH."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def kill(self, number: int) -> None:
        """Send a signal to the whole group. Harmless when the program has ended."""
        if self.status() is None:
            os.killpg(self.pid, number)

    def wait(self, timeout: float) -> None:
        """Wait up to `timeout` seconds for the end of the process, without reading."""
        try:
            self._process.wait(max(0.0, timeout))
        except subprocess.TimeoutExpired:
            return

    def close(self) -> None:
        """Kill the program and its group if they still run, and give the terminal back. Harmless twice."""
        if self._master < 0:
            return
        self.kill(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
        self._master = -1
        self.closed = True


def _take_terminal() -> None:
    # In the child, in its new session: makes standard input the terminal that Ctrl+C and SIGWINCH come from.
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
