"""Other laptops' numbers, as they are asked for: what goes together, which files are read, and why one is not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ips_tui.cli.parser import Asked
from ips_tui.cli.refusal import Refusal
from ips_tui.cli.reports import files
from ips_tui.content.words import Words
from ips_tui.reports.adding import Report, with_numbers
from ips_tui.reports.numbers_file import BadNumbers, Numbers
from ips_tui.reports.numbers_reading import read_numbers


def asked_for(asked: Asked, words: Words) -> tuple[Mapping[str, Path], tuple[Numbers, ...]]:
    """The files to write and the numbers to add, before anything is opened.

    Nobody should type a passphrase for what cannot be done. Raises Refusal for what does not go together, as
    `files.asked_for` does, and for a file that holds no numbers.
    """
    _check(asked, words)
    return files.asked_for(asked, words), _others(asked, words)


def _check(asked: Asked, words: Words) -> None:
    """Whether what was asked for goes together. Raises Refusal where it does not."""
    if asked.outside and asked.specialist:
        raise Refusal(words("numbers.file.outside_whole"))
    if asked.add and asked.specialist:
        raise Refusal(words("numbers.file.add_whole"))
    if asked.numbers is not None:
        for given, option in (
            (asked.specialist, "--specialist"),
            (asked.measure, "--measure"),
            (asked.outside, "--outside"),
            (asked.add, "--add"),
        ):
            if given:
                raise Refusal(words("numbers.file.whole", option=option))


def _others(asked: Asked, words: Words) -> tuple[Numbers, ...]:
    """The numbers in the files that were named. Raises Refusal for a file that holds none."""
    found = []
    for path in asked.add:
        try:
            found.append(read_numbers(path.absolute()))
        except BadNumbers as bad:
            raise _refusal(bad, path, words) from None
    return tuple(found)


def together(report: Report, what: str, theirs: Sequence[Numbers], asked: Asked, words: Words) -> Report:
    """The report with those numbers added. Raises Refusal for the first that cannot be."""
    try:
        return with_numbers(report, what, theirs)
    except BadNumbers as bad:
        raise _refusal(bad, asked.add[bad.place], words) from None


def _refusal(bad: BadNumbers, path: Path, words: Words) -> Refusal:
    return Refusal(words("numbers.file.bad", file=path.name, why=words(bad.message_id, **bad.values)))
