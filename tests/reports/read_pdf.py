"""What a PDF says, read with another library than the one that wrote it: the text of its pages and its structure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_CODE = rb"<([0-9A-Fa-f]+)>\s*"
_CHARS, _RANGES = re.compile(_CODE * 2), re.compile(_CODE * 3)


def opened(data: bytes) -> pikepdf.Pdf:
    """The file."""
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """The text of every page in the order in which it is drawn, line breaks as spaces, without soft breaks."""
    pdf = opened(data)
    return " ".join("".join(_page(page)) for page in pdf.pages).replace("\u200b", "")


def sizes_of(data: bytes) -> set[float]:
    """Every size of letters that is drawn, in points."""
    pdf = opened(data)
    return {
        round(float(operands[1]), 1)
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    }


def structure(data: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree in reading order: its role, and its text for those who cannot see it."""
    pdf = opened(data)
    return list(_elements(pdf.Root.StructTreeRoot.K))


def _elements(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).lstrip("/"), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _elements(node.K)


def _page(page: Any) -> Iterator[str]:
    maps = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    letters: dict[int, str] = {}
    marks: list[str] = []
    pieces: list[tuple[bool, str]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = maps[str(operands[0])]
        elif name in ("BDC", "BMC"):
            marks.append(str(operands[0]))
        elif name == "EMC":
            marks.pop()
            if not marks:
                # Scripts that run to the left are drawn from the left; the file says so of each piece.
                left = bool(pieces) and all(reverse for reverse, _ in pieces)
                yield "".join(piece for _, piece in (reversed(pieces) if left else pieces))
                pieces.clear()
        elif name in ("Tj", "TJ"):
            drawn = [letter for part in (operands[0] if name == "TJ" else operands) for letter in _said(part, letters)]
            reverse = "/ReversedChars" in marks
            pieces.append((reverse, "".join(reversed(drawn) if reverse else drawn)))
        elif name == "BT":
            yield " "


def _said(part: Any, letters: dict[int, str]) -> list[str]:
    """What is drawn, glyph by glyph; between the strings of one line stand distances."""
    if not isinstance(part, pikepdf.String):
        return []
    raw = bytes(part)
    return [letters.get(int.from_bytes(raw[i : i + 2], "big"), "?") for i in range(0, len(raw), 2)]


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    found: dict[int, str] = {}
    cmap = font.ToUnicode.read_bytes()
    for kind, body in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", cmap, re.DOTALL):
        if kind == b"bfchar":
            for code, text in _CHARS.findall(body):
                found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        else:
            for first, last, text in _RANGES.findall(body):
                for place in range(int(last, 16) - int(first, 16) + 1):
                    found[int(first, 16) + place] = chr(int(text, 16) + place)
    return found
