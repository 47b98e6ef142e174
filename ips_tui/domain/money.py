"""Amounts of money: whole minor units and the currency, never a fraction of a float (DESIGN idea 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MINOR_DIGITS = {"JPY": 0, "ISK": 0, "KRW": 0}
_SIGNS = {"£": "GBP", "$": "", "€": "EUR", "kr": "NOK"}
"""A sign and its currency; a dollar is the team's own, whichever that is."""
MOST_MINOR = 10**9
_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,9}|[0-9]{1,3}(?:[ ,.'][0-9]{3})+)(?:[.,](?P<part>[0-9]{1,2}))?")


class UnreadableMoney(ValueError):
    """The text is no amount of money; its own text never holds what was typed."""


@dataclass(frozen=True, order=True)
class Money:
    """`minor` units (pence, cents) of a currency by its ISO 4217 code."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, exact."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __str__(self) -> str:
        """As a person reads it and `read_money` reads it back: `12.50 GBP`."""
        return f"{self.amount:.{minor_digits(self.currency)}f} {self.currency}"


def minor_digits(currency: str) -> int:
    """How many digits of this currency stand behind the point."""
    return _MINOR_DIGITS.get(currency, 2)


def read_money(text: str, currency: str) -> Money:
    """The amount that a person typed: `12.50`, `12,50`, `£1,200`, `12.50 USD`; without a currency in `currency`.

    Raises UnreadableMoney for anything else, and for ten million and more.
    """
    left = text.strip()
    for sign, code in _SIGNS.items():
        if left.lower().startswith(sign) or left.lower().endswith(sign):
            left = left[len(sign) :] if left.lower().startswith(sign) else left[: -len(sign)]
            currency = code or currency
            break
    else:
        if named := re.fullmatch(r"([A-Za-z]{3})\s*(.*)|(.*?)\s*([A-Za-z]{3})", left):
            currency = (named[1] or named[4]).upper()
            left = named[2] if named[1] else named[3]
    found = _AMOUNT.fullmatch(left.strip())
    if found is None:
        raise UnreadableMoney("no amount")
    digits = minor_digits(currency)
    part = found["part"] or ""
    if len(part) > digits:
        raise UnreadableMoney("too fine")
    whole = int(re.sub(r"[^0-9]", "", found["whole"]))
    minor = whole * 10**digits + int(part.ljust(digits, "0") or 0)
    if minor >= MOST_MINOR:
        raise UnreadableMoney("too much")
    return Money(minor, currency)
