"""The files a report is written into: new ones, whole, for their owner's eyes alone, where the person says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ips_tui.casework.session import Desk
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines, write_sheet
from ips_tui.cli.refusal import Refusal
from ips_tui.content.words import Words
from ips_tui.reports.document import Document, Table
from ips_tui.reports.registry import spoken
from ips_tui.reports.writers.out import folder_problem, sheet_of, watched
from ips_tui.store.files import discard, new_private_file, write_private
from ips_tui.store.problems import DiskTrouble

XLSX, PDF, NUMBERS = "xlsx", "pdf", "numbers"


@dataclass(frozen=True)
class Data:
    """The bytes of a file, and what must be told about them, a sentence each."""

    data: bytes
    told: tuple[str, ...] = ()


def asked_for(asked: Asked, words: Words) -> Mapping[str, Path]:
    """The files that were asked for; nothing for a report that is printed.

    Looked at before anything is opened: nobody should type a passphrase for what cannot be written. Raises Refusal for
    two ways of printing, and as `places` does.
    """
    if asked.json and asked.csv:
        raise Refusal(words("numbers.file.one_way"))
    return places(asked, words)


def places(asked: Asked, words: Words) -> Mapping[str, Path]:
    """The files that were asked for. Raises Refusal where one is there already, or its folder is none or a link."""
    wanted = {XLSX: asked.xlsx, PDF: asked.pdf, NUMBERS: asked.numbers}
    found = {kind: path.absolute() for kind, path in wanted.items() if path is not None}
    for path in found.values():
        if sentence := folder_problem(path.parent):
            kind = {"papers.no_folder": "no_folder", "papers.folder_is_link": "is_link"}.get(sentence, "not_written")
            raise Refusal(words(f"numbers.file.{kind}", folder=path.parent, path=path))
        if path.is_symlink() or path.exists():
            raise Refusal(words("numbers.file.there", path=path))
        if list(found.values()).count(path) > 1:
            raise Refusal(words("numbers.file.twice", path=path))
    return found


def tell(
    asked: Asked,
    words: Words,
    written: tuple[Mapping[str, Path], Mapping[str, Data]],
    shape: Callable[[], Mapping[str, object]],
    tables: Callable[[], Sequence[Table]],
    lines: Callable[[], Iterable[str]],
) -> int:
    """Tell a report the way that was asked for: into files, as JSON, as CSV or as lines; the exit status.

    `written` are the places of the files and what goes there; the others are made only where they are told. Raises
    Refusal for a place that cannot be written, and OSError when it cannot be printed.
    """
    if written[0]:
        return write(*written, asked, words)
    if asked.json:
        write_json(shape())
    elif asked.csv:
        print_sheet(tables())
    else:
        write_lines(lines())
    return 0


def print_sheet(tables: Sequence[Table]) -> None:
    """Print the tables as CSV. Raises OSError when they cannot be written."""
    from ips_tui.reports.writers.csv import csv_of

    write_sheet(csv_of(tables))


def made(
    places: Iterable[str], tables: Sequence[Table], document: Document, desk: Desk, what: str
) -> Mapping[str, Data]:
    """The bytes of an Excel file and of a PDF, as far as they were asked for. Raises Refusal as `pdf` does."""
    found: dict[str, Data] = {}
    name_id = f"cli.report.what.{what}"
    for kind in places:
        if kind == XLSX:
            from ips_tui.reports.writers.xlsx import xlsx_of

            found[kind] = Data(xlsx_of(tables, title=desk.words(name_id), made_on=document.made_on))
        elif kind == PDF:
            found[kind] = pdf(document, desk, name_id)
    return found


def pdf(document: Document, desk: Desk, name_id: str) -> Data:
    """The PDF of a report. Raises Refusal where none can be made here."""
    from ips_tui.reports.writers.pdf import NoPdf, pdf_of

    words = desk.words
    try:
        made = pdf_of(spoken(document, words, name_id), sheet=sheet_of(desk.config, words))
    except NoPdf:
        raise Refusal(words("papers.no_pdf")) from None
    told = [] if made.accessible else [words("papers.not_accessible")]
    if made.left_out:
        told.append(words("papers.left_out", characters=" ".join(dict.fromkeys(made.left_out))))
    return Data(made.data, tuple(told))


def write(places: Mapping[str, Path], made: Mapping[str, Data], asked: Asked, words: Words) -> int:
    """Write the files and say where they are and who may have them; the exit status. Raises Refusal."""
    said: list[str] = []
    for kind, path in places.items():
        try:
            # Taken first, so that what somebody put there meanwhile is not replaced.
            new_private_file(path)
        except FileExistsError:
            raise Refusal(words("numbers.file.there", path=path)) from None
        except OSError:
            raise Refusal(words("numbers.file.not_written", path=path), DiskTrouble.status) from None
        try:
            write_private(path, made[kind].data)
        except OSError:
            discard(path)
            raise Refusal(words("numbers.file.not_written", path=path), DiskTrouble.status) from None
        said += made[kind].told
        if kind == NUMBERS:
            said.append(words("numbers.for_team"))
        said += watched(words, path.parent)
    said.append(words("papers.not_protected"))
    if asked.json:
        write_json({"files": [str(path) for path in places.values()], "warnings": list(dict.fromkeys(said))})
    else:
        lines = [words("numbers.file.written", path=path) for path in places.values()]
        write_lines([*lines, *dict.fromkeys(said)])
    return 0
