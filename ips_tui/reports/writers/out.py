"""Where a paper goes: made in memory, written once and whole, where the person says, for its owner's eyes alone.

No name of a person is in a file's name, nothing is replaced, and whoever prints a paper about somebody is noted first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk, Looked
from ips_tui.config import Config, is_place
from ips_tui.content.words import Words
from ips_tui.reports.document import Document, Table
from ips_tui.reports.registry import Format
from ips_tui.reports.writers.sheet import Sheet
from ips_tui.store.files import free_stem, synced_folder, write_private

FOLDER = "folder"
"""The field at which it is said what is wrong with a place."""


@dataclass(frozen=True)
class Written:
    """A file that was written, and what it cost to make it."""

    path: Path
    left_out: str = ""
    """Characters that no font on this computer has; a sign stands in their place."""
    accessible: bool = True
    """Whether a PDF keeps what PDF/UA-1 promises to screen readers; true for everything else."""


def write_paper(
    desk: Desk,
    document: Document,
    format: Format,
    folder: Path,
    *,
    about: UUID | None = None,
    sheet: Sheet | None = None,
    large: bool = False,
) -> Written:
    """Write the paper into `folder` as `KIND-VERSION-REF-DAY[-n].ending` and note the look at the person it is `about`.

    `sheet` is that of this computer where none is given. Raises BadEntry at `folder` for a place that is none, is a
    link or cannot be written, and where the paper cannot be made in this format; and a StoreProblem where the look
    cannot be noted. Nothing is written then. Raises ValueError for a paper with a ref and nobody it is about.
    """
    if document.ref and about is None:
        raise ValueError("a paper about a person says whom it is about")
    if sentence := folder_problem(folder):
        raise refuse(FOLDER, sentence)
    data, written = _made(desk, document, format, sheet or sheet_of(desk.config, desk.words), large)
    named = (document.kind, document.version, document.ref)
    stem = "-".join((*filter(None, map(plain, named)), document.made_on.isoformat()))
    # Before the file: one that was given out and not noted would be worse than one noted and not given out.
    if about is not None:
        desk.note_look(Looked.PRINTED, about, document.kind)
    return Written(put(folder, stem, format.value, data), written.left_out, written.accessible)


def put(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    """The new file `stem[-n].ending` with this in it, for its owner alone. Raises BadEntry at `folder`."""
    try:
        path = folder / f"{free_stem(folder, stem)}.{ending}"
        write_private(path, data)
    except OSError:
        raise refuse(FOLDER, "papers.not_written") from None
    return path


def folder_problem(folder: Path) -> str:
    """The id of the sentence that says why no paper can be written there; empty where one can."""
    try:
        if not folder.is_absolute() or not folder.is_dir():
            return "papers.no_folder"
        # Where it leads may be another's to choose, and may be changed between looking and writing.
        if folder.is_symlink():
            return "papers.folder_is_link"
        return "" if os.access(folder, os.W_OK | os.X_OK) else "papers.not_written"
    except (OSError, ValueError):
        return "papers.no_folder"


def typed_folder(typed: str) -> Path | None:
    """The folder that somebody typed, with its whole path or below `~`; None for text that cannot be one."""
    with suppress(OSError, RuntimeError, ValueError):
        if is_place(typed):
            return Path(typed).expanduser()
    return None


def usual_folder(config: Config) -> Path:
    """The folder of this computer for papers: the one in its settings, else that of documents, else the home folder."""
    kept = typed_folder(config.papers) if config.papers else None
    if kept is not None and kept.is_dir():
        return kept
    # Only here, since nothing else asks for it.
    from platformdirs import user_documents_path

    documents = user_documents_path()
    # A Documents folder may be a link; where it leads is what the person means.
    return documents.resolve() if documents.is_dir() else Path.home()


def sheet_of(config: Config, words: Words) -> Sheet:
    """What is printed on here: as the settings of this computer say, else as is usual where the words are from."""
    return Sheet(config.sheet or words.paper)


def warnings(words: Words, written: Written) -> Iterator[str]:
    """What a person must know about a file that was written, a sentence each; the first always."""
    yield words("papers.not_protected")
    yield from watched(words, written.path.parent)
    if written.left_out:
        yield words("papers.left_out", characters=" ".join(dict.fromkeys(written.left_out)))
    if not written.accessible:
        yield words("papers.not_accessible")


def watched(words: Words, folder: Path) -> Iterator[str]:
    """That a program seems to copy what is in this folder elsewhere; nothing where none is seen."""
    if (keeper := synced_folder(folder)) is not None:
        yield words("papers.synced", keeper=keeper)


def _made(desk: Desk, document: Document, format: Format, sheet: Sheet, large: bool) -> tuple[bytes, Written]:
    """The bytes, and what to tell about them; the path is filled in by who writes them."""
    told = Written(Path())
    match format:
        case Format.PDF:
            from ips_tui.reports.writers.pdf import NoPdf, pdf_of

            try:
                pdf = pdf_of(document, sheet=sheet, large=large)
            except NoPdf:
                raise refuse(None, "papers.no_pdf") from None
            return pdf.data, Written(Path(), pdf.left_out, pdf.accessible)
        case Format.DOCX:
            from ips_tui.reports.writers.docx import docx_of

            return docx_of(document, sheet=sheet, large=large), told
        case Format.TXT:
            from ips_tui.reports.writers.text import text_of

            return text_of(document).encode(), told
        case Format.XLSX:
            from ips_tui.reports.writers.xlsx import xlsx_of

            title = document.labels.get("kind", document.title)
            return xlsx_of(_tables(document), title=title, made_on=document.made_on), told
        case Format.CSV:
            from ips_tui.reports.writers.csv import csv_of

            return csv_of(_tables(document)), told


def _tables(document: Document) -> tuple[Table, ...]:
    tables = document.sheets or tuple(block for block in document.blocks if isinstance(block, Table))
    if not tables:
        raise refuse(None, "papers.no_table")
    return tables


def plain(text: str) -> str:
    """The text as part of a file's name: letters, figures and dashes of ASCII, whatever stands in it."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in text).strip("-")
