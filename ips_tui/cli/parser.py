"""What can be typed after `ips-tui`. Loads nothing but argparse, so that --help and --version answer at once."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from ips_tui import __version__
from ips_tui.cli.refusal import Refusal
from ips_tui.dates import FIRST_YEAR, LAST_YEAR

TEAM = "team"
DEMO = "demo"
WITH_SCREENS = (TEAM, DEMO)
_FORMS = ("pdf", "docx", "txt", "xlsx", "csv")
REPORTS = {
    "outcomes": "Who works, since when and for how long: the measures M1 to M26.",
    "engagement": "How engagement goes: M26 and what belongs to it.",
    "fidelity": "Indicators of fidelity by IPS-25, F1 to F25, beside what people rated.",
    "principles": "The eight principles, one number each.",
}
"""The reports and what they hold."""
_WORD = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
_ITEM = re.compile(r"[A-Za-z0-9_]{1,40}", re.ASCII)
LISTS = ("people", "employers", "contacts")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_REF = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9]){0,23}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What a person or a script asked for. Fields that a command does not know keep their defaults."""

    command: str = TEAM
    """`team` for the screens over the team's store, else the command as it is typed."""
    ref: str = ""
    json: bool = False
    demo: bool = False
    store: Path | None = None
    as_of: date | None = None
    specialist: str | None = None
    passphrase_fd: int | None = None
    reset: bool = False
    rebuild: bool = False
    to: Path | None = None
    place: Path | None = None
    what: str = ""
    """Which report."""
    measure: str = ""
    rules: str = ""
    scale: str = ""
    """By which fidelity scale a report is made; the team's own where it is empty."""
    yes: bool = False
    kind: str = ""
    """Which paper, as it was typed."""
    form: str | None = None
    """What the paper is written as, by the ending of its file."""
    large: bool = False
    letter: bool = False
    initials: bool = False
    names: bool = False
    number: int | None = None
    """Which of a person's records a paper is about; 1 is the newest."""
    since: date | None = None
    until: date | None = None
    csv: bool = False
    staff: str | None = None
    list_of: str = ""
    """What a list holds that is brought in: `people`, `employers` or `contacts`."""
    file: Path | None = None
    columns: Path | None = None
    rejected: Path | None = None
    alike: bool = False
    xlsx: Path | None = None
    pdf: Path | None = None
    numbers: Path | None = None
    """Where counts without people are written, for other laptops."""
    add: tuple[Path, ...] = ()
    """Files of such counts, of other laptops."""
    outside: bool = False
    every: int | None = None
    """Of how many cases a chart review looks at one."""


def parse(arguments: Sequence[str]) -> Asked:
    """What was asked for. Raises Refusal for wrong usage, SystemExit(0) once --help or --version has answered."""
    found = _parser().parse_args(arguments)
    known = {field.name for field in fields(Asked)}
    asked = Asked(**{name: value for name, value in vars(found).items() if name in known and value is not None})
    return replace(asked, add=tuple(asked.add))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of repeating the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Raise the sentence."""
        raise Refusal(f"{message.rstrip('.')}. To see what can be typed: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ips-tui",
        description="Guides employment specialists through Individual Placement and Support, offline and encrypted."
        " Without a command it opens your team's store; the first time it makes one.",
        epilog="IPS_TUI_HOME puts every file of the program under one folder. Exit statuses: 0 all is well,"
        " 1 problems found, 2 wrong usage, 10 no store, 11 in use, 12 wrong passphrase, 13 damaged, 14 written by a"
        " newer version.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"ips-tui {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command", parser_class=_Parser)

    json = _options()
    json.add_argument("--json", action="store_true", help="print one JSON object, for programs")
    store = _store_options()
    view = _view_options()

    def command(name: str, says: str, *options: _Parser) -> _Parser:
        return commands.add_parser(name, help=says, description=says, parents=options, allow_abbrev=False)

    demo = command(DEMO, "Work on a practice copy of the invented people.")
    demo.add_argument("--reset", action="store_true", help="begin again with a fresh copy")
    command("today", "What is due, and what comes next.", json, store, view)
    command("people", "Everyone on the caseload.", json, store, view)
    show = command("show", "One participant's whole record.", json, store, view)
    show.add_argument("ref", metavar="REF", type=_ref, help="the participant's reference, such as P01")
    _report(command("report", "Figures over a period, with the people behind each."), json, store, view)
    own = command("own-copy", "Write a participant's own copy: a text to read, and JSON.", json, store)
    own.add_argument("ref", metavar="REF", type=_ref, help="the participant's reference, such as P01")
    own.add_argument("to", metavar="DIR", type=_path, help="a folder that is there")
    paper = command("paper", "Make a paper: print it as text, or write it into a folder.", json, store, view)
    _paper_options(paper)
    calendar = command("calendar", "Appointments and due dates of a specialist, without names.", json, store, view)
    calendar.add_argument("--to", metavar="DIR", type=_path, help="a folder for the .ics file; without it, as text")
    _time_options(calendar)
    bring_in = command(
        "bring-in", "Bring in a CSV or XLSX list; without --yes it only says what would come of it.", json, store
    )
    bring_in.add_argument("list_of", metavar="KIND", choices=LISTS, help=f"what it holds: {', '.join(LISTS)}")
    bring_in.add_argument("file", metavar="FILE", type=_path, help="the list; it is only read")
    bring_in.add_argument("--columns", metavar="FILE", type=_path, help="which column holds what, in TOML")
    bring_in.add_argument("--yes", action="store_true", help="bring in what is new")
    bring_in.add_argument("--alike", action="store_true", help="also what looks like somebody who is there")
    bring_in.add_argument("--rejected", metavar="FILE", type=_path, help="a new CSV file for the rows that stay out")
    team = _team_options()
    backup = command("backup", "Take a checked copy of the store, with its keys, into a folder.", json, team)
    backup.add_argument("place", metavar="DIR", type=_path, help="the folder, such as that of a memory stick")
    verify = command("verify", "Whether a copy or a store opens and is sound; nothing is written into it.", json)
    verify.add_argument("place", metavar="FILE", type=_path, help="the copy: its folder, or the file in it")
    _passphrase_option(verify)
    restore = command(
        "restore", "Bring a copy back; the store as it stands is put aside whole, never written over.", json, team
    )
    restore.add_argument("place", metavar="FILE", type=_path, help="the copy: its folder, or the file in it")
    restore.add_argument("--yes", action="store_true", help="do not ask first")
    export = command("export", "Write the whole store into a new folder, as lines of JSON.", json, store)
    export.add_argument("to", metavar="DIR", type=_path, help="a folder that is not there yet, or empty")
    export.add_argument("--csv", action="store_true", help="sheets for a spreadsheet as well")
    taken_in = command("import", "Make a new store of what export wrote.", json, team)
    taken_in.add_argument("place", metavar="DIR", type=_path, help="the folder that export wrote")
    taken_in.add_argument("--staff", metavar="REF", type=_ref, help="whose passphrase it becomes, if not the maker's")
    command("locate", "Where this program keeps its files.", json)
    doctor = command("doctor", "Whether all is well with the program, its files and the store.", json, store)
    doctor.add_argument("--rebuild", action="store_true", help="compute anew what is due, for everyone")
    salvage = command("salvage", "Read what can be read of a damaged store into a new one beside it.", json)
    _passphrase_option(salvage)
    salvage.add_argument("place", metavar="FILE", type=_path, help="the damaged file; it is only read")
    sample = command("sample", "The invented people that come with the program.")
    doing = sample.add_subparsers(dest="doing", metavar="build", required=True, parser_class=_Parser)
    built = "Build the sample again from its stories."
    build = doing.add_parser("build", help=built, description=built, parents=[json], allow_abbrev=False)
    build.add_argument("--to", metavar="PATH", type=_path, help="a new file to build it into")
    return parser


def _report(report: _Parser, *options: _Parser) -> None:
    """The reports; each is a module of `cli/reports` with its name."""
    kinds = report.add_subparsers(dest="what", metavar="report", required=True, parser_class=_Parser)
    for name, says in REPORTS.items():
        kind = kinds.add_parser(name, help=says, description=says, parents=[*options], allow_abbrev=False)
        kind.add_argument(
            "--from", dest="since", metavar="DATE", type=_day, help="first day of the period; usually 90 days back"
        )
        kind.add_argument("--to", dest="until", metavar="DATE", type=_day, help="last day of the period; usually today")
        kind.add_argument("--measure", metavar="ID", type=_item, help="only this one, with everything behind it")
        kind.add_argument("--csv", action="store_true", help="print tables for a spreadsheet")
        kind.add_argument("--xlsx", metavar="FILE", type=_path, help="write a new Excel file")
        kind.add_argument("--pdf", metavar="FILE", type=_path, help="write a new PDF, figures first, then definitions")
        kind.add_argument("--outside", action="store_true", help="for outside: no people, small numbers left out")
        kind.add_argument("--numbers", metavar="FILE", type=_path, help="write counts without people, for the team")
        kind.add_argument(
            "--add", metavar="FILE", nargs="+", action="extend", type=_path, help="add other laptops' numbers"
        )
        if name in ("outcomes", "engagement"):
            pack = "count by this rule pack, such as us_quarterly"
            kind.add_argument("--rules", metavar="PACK", type=_word, help=pack)
        if name == "fidelity":
            kind.add_argument("--scale", metavar="ID", type=_item, help="by this scale; usually the team's own")


def _options() -> _Parser:
    return _Parser(add_help=False, allow_abbrev=False)


def _store_options() -> _Parser:
    """Which store, and how it is opened."""
    options = _options()
    which = options.add_mutually_exclusive_group()
    which.add_argument("--demo", action="store_true", help="the invented people; nothing is written")
    which.add_argument("--store", metavar="PATH", type=_path, help="a team's store in another place")
    _passphrase_option(options)
    return options


def _team_options() -> _Parser:
    """Which team's store."""
    options = _options()
    options.add_argument("--store", metavar="PATH", type=_path, help="a team's store in another place")
    _passphrase_option(options)
    return options


def _passphrase_option(options: _Parser) -> None:
    options.add_argument(
        "--passphrase-fd", metavar="N", type=_descriptor, help="read the passphrase from this file descriptor"
    )


def _view_options() -> _Parser:
    """Which day is looked from, and whose people are shown."""
    options = _options()
    options.add_argument("--as-of", metavar="DATE", type=_day, help="look from this day, such as 2026-10-15")
    options.add_argument("--specialist", metavar="REF", type=_ref, help="only this specialist's people")
    return options


def _paper_options(paper: _Parser) -> None:
    """Which paper, about whom and which time, and how it is written."""
    paper.add_argument("kind", metavar="KIND", type=_kind, help="such as may-say or roster; a wrong one lists them all")
    paper.add_argument("ref", metavar="REF", nargs="?", type=_ref, help="the participant's reference, such as P01")
    paper.add_argument("--to", metavar="DIR", type=_path, help="a folder that is there; without it text is printed")
    paper.add_argument("--as", dest="form", choices=_FORMS, help="what it is written as; a PDF where nothing is said")
    paper.add_argument("--large", action="store_true", help="in large print")
    paper.add_argument("--letter", action="store_true", help="for US Letter paper, whatever is usual here")
    paper.add_argument("--initials", action="store_true", help="people by their initials, where the paper can")
    paper.add_argument("--names", action="store_true", help="people by their names, where the paper has initials")
    paper.add_argument("--record", dest="number", metavar="N", type=_count, help="which one; 1 is the newest")
    paper.add_argument("--outside", action="store_true", help="the version for outside, where the paper has one")
    paper.add_argument("--every", metavar="N", type=_count, help="of a chart review, one case of every N")
    _time_options(paper)


def _time_options(command: _Parser) -> None:
    """Which days it is about."""
    command.add_argument("--from", dest="since", metavar="DATE", type=_day, help="the first day it is about")
    command.add_argument("--until", metavar="DATE", type=_day, help="the last day it is about")


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day in the calendar") from None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"write a day from {FIRST_YEAR} to {LAST_YEAR} like 2026-10-15")
    return found


def _ref(text: str) -> str:
    if not _REF.fullmatch(text):
        raise argparse.ArgumentTypeError("a reference has letters, digits and dashes only, such as P01 or A-0042")
    return text


def _kind(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z_-]{0,40}", text, re.ASCII):
        raise argparse.ArgumentTypeError("the kind of a paper is a word such as may-say")
    return text


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text, re.ASCII) or not int(text):
        raise argparse.ArgumentTypeError("write a number such as 1")
    return int(text)


def _word(text: str) -> str:
    if not _WORD.fullmatch(text):
        raise argparse.ArgumentTypeError("write the name of a rule pack, such as us_quarterly")
    return text


def _item(text: str) -> str:
    if not _ITEM.fullmatch(text):
        raise argparse.ArgumentTypeError("write an id of letters, digits and _, such as M8 or F17")
    return text


def _path(text: str) -> Path:
    if not text or "\x00" in text:
        raise argparse.ArgumentTypeError("write the place of a file")
    return Path(text)


def _descriptor(text: str) -> int:
    # A handle of the system is a small number; int() alone would take spaces, signs and underscores.
    if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII):
        raise argparse.ArgumentTypeError("write the number of an open file descriptor, such as 3")
    return int(text)
