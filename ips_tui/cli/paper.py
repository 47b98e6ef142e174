"""`ips-tui paper KIND [REF]`: one paper, to be read here or written into a folder."""

from __future__ import annotations

from ips_tui.casework.session import Desk, Looked
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_laid_out, write_lines
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.cli.reports.asking import in_order
from ips_tui.cli.show import found_person
from ips_tui.content.words import Words
from ips_tui.forms.asking import BadEntry
from ips_tui.paths import Paths
from ips_tui.reports.asks import ONE_DAY, TIMES, Ask
from ips_tui.reports.document import Document
from ips_tui.reports.registry import PAPERS, About, Format, NotYet, Paper, PaperRequest


def run(asked: Asked, paths: Paths) -> int:
    """Print the paper or write it; the exit status.

    Raises StoreProblem, and Refusal for a kind that is none, a ref that is missing or nobody's, what this paper
    does not take, a paper that cannot be made yet, and a place that cannot be written.
    """
    with opening.up_to_date(asked, paths) as desk:
        wanted = _wanted(asked, desk.words)
        _check(asked, wanted, desk.words)
        format = _format(asked, wanted, desk.words)
        request = _request(asked, desk, wanted)
        document = _made(desk, wanted, request)
        if asked.to is not None:
            return _write(asked, desk, document, format, request)
        if wanted.of_a_person and request.participant_id is not None:
            desk.note_look(Looked.SHOWN, request.participant_id, wanted.kind)
        words = desk.words
    from ips_tui.reports.writers.text import lines_of

    lines = lines_of(document)
    if asked.json:
        write_json({"kind": document.kind, "ref": document.ref or None, "lines": lines})
        return 0
    write_laid_out([*([words("cli.practice")] if asked.demo else []), *lines])
    return 0


def _wanted(asked: Asked, words: Words) -> Paper:
    typed = asked.kind.replace("-", "_").casefold()
    for paper in PAPERS:
        if paper.kind == typed:
            if paper.of_a_person and not asked.ref:
                raise Refusal(words("cli.paper.whose", kind=asked.kind))
            if asked.ref and not paper.of_a_person:
                raise Refusal(words("cli.paper.about_nobody", kind=asked.kind))
            return paper
    known = ", ".join(paper.kind.value.replace("_", "-") for paper in PAPERS)
    raise Refusal(words("cli.paper.no_such", known=known))


def _check(asked: Asked, paper: Paper, words: Words) -> None:
    """Nothing, where the paper takes all that is asked of it. Raises Refusal for what it would pass over."""
    given = (
        ("--from", asked.since is not None, TIMES),
        ("--until", asked.until is not None, TIMES - ONE_DAY),
        ("--every", asked.every is not None, {Ask.EVERY}),
        ("--outside", asked.outside, {Ask.OUTSIDE}),
    )
    for option, is_given, taken_by in given:
        if is_given and not taken_by & {*paper.asks}:
            raise Refusal(words("cli.paper.takes_no", kind=asked.kind, option=option))
    in_order(asked.since, asked.until, words)


def _format(asked: Asked, paper: Paper, words: Words) -> Format:
    """What it is written as. Raises Refusal for what this paper is not made as, and where no place is named."""
    if asked.to is None:
        if asked.form not in (None, Format.TXT):
            raise Refusal(words("cli.paper.where"))
        return Format.TXT
    wanted = paper.formats[0] if asked.form is None else Format(asked.form)
    if wanted not in paper.formats:
        known = ", ".join(format.value for format in paper.formats)
        raise Refusal(words("cli.paper.not_as", kind=asked.kind, known=known))
    return wanted


def _request(asked: Asked, desk: Desk, paper: Paper) -> PaperRequest:
    staff = opening.specialist(desk, asked.specialist)
    if paper.about is About.STAFF and staff is None:
        staff = desk.who.id if desk.who else None
    person = found_person(desk, asked).id if paper.of_a_person else None
    record = None
    if person is not None and asked.number is not None:
        records = paper.records(desk, person)
        if not 1 <= asked.number <= len(records):
            raise Refusal(desk.words("cli.paper.no_such_record", count=len(records)), NOT_FOUND)
        record = records[asked.number - 1].id
    options = paper.called(otherwise=asked.names if paper.short else asked.initials)
    if asked.outside:
        options[Ask.OUTSIDE] = ""
    if asked.every is not None:
        options[Ask.EVERY] = str(asked.every)
    return PaperRequest(person, record, staff, asked.since, asked.until, options)


def _made(desk: Desk, paper: Paper, request: PaperRequest) -> Document:
    try:
        if missing := paper.missing(desk, request):
            raise NotYet(missing)
        return paper.make(desk, request)
    except NotYet as nothing:
        raise Refusal(desk.words(nothing.message_id), NOT_FOUND) from None


def _write(asked: Asked, desk: Desk, document: Document, format: Format, request: PaperRequest) -> int:
    from ips_tui.reports.writers.out import warnings, write_paper
    from ips_tui.reports.writers.sheet import Sheet

    assert asked.to is not None
    words = desk.words
    try:
        written = write_paper(
            desk,
            document,
            format,
            asked.to.absolute(),
            about=request.participant_id,
            sheet=Sheet.LETTER if asked.letter else None,
            large=asked.large,
        )
    except BadEntry as problem:
        raise Refusal(words(problem.problems[0].message_id)) from None
    said = tuple(warnings(words, written))
    if asked.json:
        write_json({"file": str(written.path), "warnings": said, "left_out": written.left_out})
        return 0
    write_lines([words("cli.paper.written", path=written.path), *said])
    return 0
