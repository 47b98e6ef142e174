"""The text gate: what a person typed or pasted comes in through `clean` and goes out through `shown`.

Both ends matter. A note may come from a web page, a mail or a file of another program and carry characters
nobody sees: escape sequences that a terminal obeys, overrides that turn reading order round, halves of
characters a store refuses. Nothing else about the text is changed; spelling, accents, emoji and every script
stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Escape sequences, removed whole, so that no half of one is left standing as words.
#
# A command string (OSC, DCS, SOS, PM, APC) goes with its payload: the payload is a command to the terminal,
# not words. One that never ends takes the rest of its line and no more, so that a stray character cannot
# swallow a note. No payload may hold another introducer, which also keeps the search linear on hostile text.
#
# The eight-bit introducers (U+009B and its like) are far more often the remains of a wrongly decoded
# quotation mark than a command. They take text with them only where digits and a proper end say that it is
# a command; else the one character goes and the words stay.
_SEQUENCE = (
    r"\x1b[\]PX^_](?:[^\x07\x18\x1a\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)|[^\n\r\x18\x1a\x1b]*+)"
    r"|\x1b\[[\x00-\x08\x0e-\x17\x19\x1c-\x1f0-?]*+[ -/]*+[@-~]?"
    r"|\x1b[NO][!-~]?"
    r"|\x1b[ -/]*+[0-~]?"
    r"|\x9b[0-?]++[ -/]*+[@-~]"
    r"|[\x90\x9d][0-9][^\n\r\x07\x1b\x90\x9c\x9d]*+(?:\x07|\x1b\\|\x9c)"
)

# Every other character that is not shown and has no business in a record: C0 and C1 controls, delete, the
# embeddings, overrides and isolates of bidirectional text, the byte-order mark, halves of surrogate pairs and
# the code points Unicode reserves as non-characters. LRM, RLM, ALM, ZWJ and ZWNJ stay: names in Arabic,
# Persian and Hebrew and many emoji are spelt with them.
_HIDDEN = r"\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
_HIDDEN_BEYOND = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))
_CONTROLS = r"\x00-\x1f"
_CONTROLS_BUT_LINES_AND_TABS = r"\x00-\x08\x0b-\x1f"

_REMOVED = re.compile(f"{_SEQUENCE}|[{_CONTROLS}{_HIDDEN}{_HIDDEN_BEYOND}]")
_REMOVED_BUT_LINES = re.compile(f"{_SEQUENCE}|[{_CONTROLS_BUT_LINES_AND_TABS}{_HIDDEN}{_HIDDEN_BEYOND}]")

# One quick look decides whether there is anything to do. The non-characters beyond the first plane would make
# it several times slower for every letter, so a text with any letter from there is simply gone through.
_SUSPECT = re.compile(f"[{_CONTROLS}{_HIDDEN}\U00010000-\U0010ffff]")
_SUSPECT_BUT_LINES = re.compile(f"[{_CONTROLS_BUT_LINES_AND_TABS}{_HIDDEN}\U00010000-\U0010ffff]")

# Line ends of other systems and programs; word processors paste U+000B, U+2028 and form feeds.
_LINE_ENDS = "\n\r\x0b\x0c\u2028\u2029"

_ZERO_WIDTH_JOINER = "\u200d"
_ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"

ENOUGH, SPARE = 2, 10_000
"""Of a text that is far too long, so many times its longest and so many characters more are looked at; the rest is cut
as it is."""


@dataclass(frozen=True)
class Cleaned:
    """A text that is safe to keep, and what it cost.

    `removed` counts what was taken out (an escape sequence counts once, whatever its length), so that the
    field can say "3 hidden characters removed". `cut` counts characters that did not fit at the end.
    """

    text: str
    removed: int
    cut: int = 0


def clean(text: str, *, lines: bool = False, longest: int | None = None) -> Cleaned:
    """The text as it may be kept: composed (NFC), without anything a reader cannot see and a terminal obeys.

    With `lines`, line ends of every kind become one kind, which is not counted, and tabs stay. Without, a
    line end or a tab becomes one space and is counted, because the field shows something else than what was
    pasted. `longest` is the most characters kept (0 or more); the cut never falls between a letter and its
    accent or inside a joined emoji, unless that would leave nothing or take more than 32 characters. Cleaning
    twice changes nothing. Raises ValueError if `longest` is negative.
    """
    if longest is not None and longest < 0:
        raise ValueError("longest must be 0 or more")
    removed = beyond = 0
    if longest is not None and len(text) > (looked_at := longest * ENOUGH + SPARE):
        # Millions of characters, each of which must be taken out, would hold the keyboard up for many seconds.
        text, beyond = text[:looked_at], len(text) - looked_at
    if (_SUSPECT_BUT_LINES if lines else _SUSPECT).search(text):
        text, removed = _take_out(text, lines)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if longest is None or len(text) <= longest:
        return Cleaned(text, removed, beyond)
    kept = text[: _cluster_end(text, longest)]
    return Cleaned(kept, removed, len(text) - len(kept) + beyond)


def _take_out(text: str, lines: bool) -> tuple[str, int]:
    """The text without what is hidden in it, line ends made one kind, and the number of things removed."""
    counted = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal counted
        whole = found.group()
        if lines and whole in _LINE_ENDS:
            return "\n"
        counted += 1
        return " " if whole in _LINE_ENDS or whole == "\t" else ""

    pattern = _REMOVED_BUT_LINES if lines else _REMOVED
    # A carriage return and its line feed are one line end and count once.
    return pattern.sub(replace, text.replace("\r\n", "\n")), counted


def _cluster_end(text: str, end: int) -> int:
    """The last place at or before `end` where the text may be cut without splitting what is read as one."""
    for place in range(end, max(end - 32, 0), -1):
        if not _joined(text[place]) and text[place - 1] != _ZERO_WIDTH_JOINER:
            return place
    return end


def _joined(character: str) -> bool:
    """Does this character belong to the one before it: an accent, a variation, a skin tone, a joiner?"""
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character == _ZERO_WIDTH_JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def shown(text: str, width: int | None = None) -> str:
    """The text as one line for a list, a title or a message; the last gate before a terminal.

    White space of every kind becomes single spaces; anything `clean` would have removed is shown as U+FFFD,
    so that something wrong is seen and not obeyed. With `width` (cells; below 1 gives "") the line is cut to
    fit, with an ellipsis as its last cell. Widths are counted high where terminals differ, so the line never
    runs over.
    """
    whole = True
    if width is not None:
        if width <= 0:
            return ""
        # A list never needs more of a long note than this, even if most of it has no width.
        enough = 16 * width + 64
        whole = len(text) <= enough
        text = text[:enough]
    if not text.isascii() or not text.isprintable():
        text = _REMOVED.sub(_visible, text)
    text = " ".join(text.split())
    if width is None:
        return text
    return _fit(text, width, whole)


def _visible(found: re.Match[str]) -> str:
    """What a list shows in place of something `clean` would have taken out."""
    return " " if found.group().isspace() else _REPLACEMENT


def _fit(text: str, width: int, whole: bool) -> str:
    """The text in at most `width` cells (1 or more), ending in an ellipsis unless all of it is there."""
    if whole and (len(text) <= width if text.isascii() else cells(text) <= width):
        return text
    if text.isascii():
        return text[: width - 1].rstrip() + _ELLIPSIS
    end = used = 0
    while end < len(text) and used + _cells_of(text[end]) < width:
        used += _cells_of(text[end])
        end += 1
    if end < len(text):
        end = _cluster_end(text, end)
    return text[:end].rstrip(" " + _ZERO_WIDTH_JOINER) + _ELLIPSIS


def cells(text: str) -> int:
    """How many terminal cells a line of cleaned text takes at most (0 or more)."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


# Format characters that are drawn all the same: number and verse marks of Arabic, Syriac and Kaithi.
_DRAWN = frozenset(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))
# Symbols that became wide with Unicode 16, which older Pythons count as narrow.
_WIDE_SINCE_16 = frozenset(
    map(
        chr,
        (
            *range(0x2630, 0x2638),
            *range(0x268A, 0x2690),
            *range(0x4DC0, 0x4E00),
            *range(0x1D300, 0x1D357),
            *range(0x1D360, 0x1D377),
        ),
    )
)


def _cells_of(character: str) -> int:
    """The most cells a terminal gives this character: 0, 1 or 2.

    Parts of a joined emoji count in full, since many terminals draw them side by side. Code points that this
    Python does not know yet count 2, since the terminal's tables may be newer.
    """
    if character < "\u0300":
        return 1
    category = unicodedata.category(character)
    if character == "\ufe0f":
        return 1  # asks for the wide, coloured form of the character before it
    if category in ("Mn", "Me") or (category == "Cf" and character not in _DRAWN):
        return 0
    if category == "Cn" or character in _WIDE_SINCE_16 or unicodedata.east_asian_width(character) in "WF":
        return 2
    return 1


# Letters that no decomposition takes apart, as people without them on the keyboard type them.
_PLAIN = str.maketrans(
    {
        "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t",
        "ŋ": "n", "ɨ": "i", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƀ": "b", "ɖ": "d",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "ʹ": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        **dict.fromkeys(map(chr, (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))),
    }
)  # fmt: skip
_WORD = re.compile(r"\w+")
_NAME_PARTS = re.compile(r"[\s‐‑–-]+")


def fold(text: str) -> str:
    """The text as it is searched and sorted: lower case, no accents, no hidden characters, single spaces.

    "Ødegård" folds to "odegard" and "Straße" to "strasse". Marks that carry a vowel in Indic scripts stay,
    since without them words would become others. Folding twice changes nothing.
    """
    if text.isascii():
        text = text.lower().replace("`", "'")
    else:
        # An acute accent standing alone is an apostrophe; decomposed it would be a space.
        text = _bare(unicodedata.normalize("NFKD", text.replace("´", "'"))).casefold()
        # Taking the case away can bring a composed letter, and plain letters for special ones a new pair.
        text = _bare(unicodedata.normalize("NFKD", text)).translate(_PLAIN)
    return " ".join(text.split())


def _bare(text: str) -> str:
    """The decomposed text without its combining marks."""
    return "".join([letter for letter in text if not unicodedata.combining(letter)])


def words_of(text: str) -> list[str]:
    """The folded words of the text in their order: runs of letters, digits and underscores."""
    return _WORD.findall(fold(text))


def initials(name: str) -> str:
    """The first letters of a name, for the privacy view: "Kari-Anne Ødegård" gives "KAØ".

    Words in small letters inside the name (van, de, bin) are left out. Text without a letter or digit gives
    "".
    """
    words = [word for word in _NAME_PARTS.split(unicodedata.normalize("NFC", name)) if _WORD.search(word)]
    letters = [_first(word) for word in words]
    inside = [letter for letter in letters[1:-1] if not letter.islower()]
    return "".join(map(_capital, [*letters[:1], *inside, *letters[1:][-1:]]))


def _first(word: str) -> str:
    """The first letter or digit of a word that has one."""
    return next(letter for letter in word if letter.isalnum() or letter == "_")


def capital(text: str) -> str:
    """The text beginning with a capital: the labels of choices begin with a small letter."""
    return text[:1].upper() + text[1:]


def _capital(letter: str) -> str:
    """The capital of a letter, or the letter itself where the capital would be two letters."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter


def sort_name(name: str) -> str:
    """The folded name with its last word first: "Kari Ødegård" and "Ødegård, Kari" give "odegard kari".

    A comma says which part is the family name; else the last word is taken for it.
    """
    last, comma, first = fold(name).partition(",")
    if not comma:
        first, _, last = last.rpartition(" ")
    return " ".join(f"{last} {first}".split())


_ORDERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula or a command (OWASP ASVS 1.2.10); the wide forms too."""


def safe_cell(text: str) -> str:
    """The text for a cell of a spreadsheet, which would take one that begins like a formula for an order.

    Nothing hidden is in it, and an apostrophe in front says that it is text, also where only something hidden stood
    before the sign. Only for words: a number below zero is one and stays it.
    """
    plain = clean(text, lines=True).text
    return f"'{plain}" if plain.startswith(_ORDERS) or text.startswith(_ORDERS) else plain
