"""Nothing in the program's own packages can reach a network, and nothing that they use does while it runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ips_tui

ROOT = Path(ips_tui.__file__).resolve().parents[1]
REACHING = (
    *("aiohttp", "ftplib", "grpc", "http", "httpx", "imaplib", "nntplib", "paramiko", "poplib", "pycurl", "requests"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "websocket", "websockets"),
    *("wsgiref", "xmlrpc"),
)
"""Packages whose only use is to talk to other computers, or to open something that does."""
REACHING_PARTS = (
    *("urllib.request", "urllib.error", "logging.handlers", "multiprocessing.connection", "multiprocessing.managers"),
    *("asyncio.open_connection", "asyncio.start_server", "asyncio.open_unix_connection", "asyncio.streams"),
)
"""What reaches a network in packages that have other uses."""
METHODS = ("create_connection", "create_server", "open_connection", "start_server", "open_url")
"""Methods of an event loop and of Textual's app that reach out."""
_NAMES = "|".join((*REACHING, *METHODS, *(part.rpartition(".")[2] for part in REACHING_PARTS)))
_MENTIONED = re.compile(rf"\b({_NAMES})\b")


def reaches_out(source: str) -> Iterator[str]:
    """What in this source could talk to a network: imports, and calls by name."""
    if not _MENTIONED.search(source):
        # What is imported or called stands there by its name; reading every module costs seconds.
        return
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                names = [str(node.args[0].value)]
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            yield node.attr
        for name in names:
            if name.split(".")[0] in REACHING or any((name + ".").startswith(part + ".") for part in REACHING_PARTS):
                yield name


def test_no_module_of_the_wheel_reaches_a_network() -> None:
    """F35: nothing of the program asks for updates, sends anything or listens; there is no code that could."""
    tries = (
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPSConnection",
        "import_module('ssl')",
        "loop.create_connection(f)",
        "from asyncio import open_connection",
        "from logging.handlers import SocketHandler",
    )
    assert all(list(reaches_out(one)) for one in tries), "the look itself would notice"
    assert not list(reaches_out("from urllib.parse import quote\nimport asyncio\nasyncio.run(f())"))
    modules = [path for name in ("ips_tui", "screens") for path in (ROOT / name).rglob("*.py")]
    assert len(modules) > 300
    found = {str(path): list(reaches_out(path.read_text(encoding="utf-8"))) for path in modules}
    assert {path: names for path, names in found.items() if names} == {}
