"""Amounts of money: whole minor units and the currency, never a fraction of a float (DESIGN idea 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_CODES.split())
"""Codes of ISO 4217 in use; any other three letters behind a figure are a word and no currency."""
_USUAL_DIGITS = 2
_OTHER_DIGITS = {0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF", 3: "BHD IQD JOD KWD LYD OMR TND"}
_SIGNS = {
    "£": "GBP GIP FKP SHP",
    "€": "EUR",
    "$": "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD",
    "kr": "NOK SEK DKK ISK",
}
"""A sign and the currencies that write it; it means the team's own where that is one of them, else the first."""
USUAL_CURRENCY = "GBP"
"""Where a team has set no other."""
MOST_MINOR = 10**9
_MINUS = ("-", "−", "–")


class UnreadableMoney(ValueError):
    """The text is no amount of money; its own text never holds what was typed."""


@dataclass(frozen=True)
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
    return next((digits for digits, codes in _OTHER_DIGITS.items() if currency in codes.split()), _USUAL_DIGITS)


def read_money(text: str, currency: str, *, below_zero: bool = False) -> Money:
    """The amount that a person typed: `12.50`, `12,50`, `£1,200`, `12.50 USD`; without a currency in `currency`.

    With `below_zero` it may have a minus in front. Raises UnreadableMoney for anything else, and from ten million
    pounds or euros on.
    """
    figure, minus = _without_minus(text.strip()) if below_zero else (text.strip(), False)
    figure, currency = _taken_apart(figure, currency)
    if below_zero and not minus:
        # It may stand behind the sign too: £-5.
        figure, minus = _without_minus(figure)
    found = _pattern(minor_digits(currency)).fullmatch(figure)
    if found is None:
        raise UnreadableMoney("no amount")
    if found["gap"] == "." and found["whole"].count(".") == 1 and not found["part"]:
        # A wage of 12.345 an hour must never become twelve thousand; 1.200,50 and 1.200.000 are clear.
        raise UnreadableMoney("a point that may stand for either")
    whole = re.sub(r"[^0-9]", "", found["whole"])
    minor = int(whole + (found["part"] or "").ljust(minor_digits(currency), "0"))
    if minor >= MOST_MINOR:
        raise UnreadableMoney("too much")
    return Money(-minor if minus else minor, currency)


def _without_minus(text: str) -> tuple[str, bool]:
    """The text without a minus in front, and whether there was one."""
    return (text[1:].strip(), True) if text.startswith(_MINUS) else (text, False)


def _taken_apart(text: str, currency: str) -> tuple[str, str]:
    """The figure and its currency."""
    named = re.fullmatch(r"(?P<before>[A-Za-z]{3})\s*(.*)|(.*?)\s*(?P<after>[A-Za-z]{3})", text)
    # Codes come before signs: PKR ends with one.
    if named is not None and (code := (named["before"] or named["after"]).upper()) in CURRENCIES:
        return named[2] or named[3] or "", code
    for sign, codes in _SIGNS.items():
        if text[: len(sign)].lower() == sign:
            return text[len(sign) :].strip(), _meant(codes, currency)
        if text[-len(sign) :].lower() == sign:
            return text[: -len(sign)].strip(), _meant(codes, currency)
    return text, currency


def _meant(codes: str, currency: str) -> str:
    known = codes.split()
    return currency if currency in known else known[0]


@cache
def _pattern(digits: int) -> re.Pattern[str]:
    """A figure with at most so many digits behind the point.

    One sign groups the thousands, another one stands before the part; `0.200` groups nothing and is too fine.
    """
    whole = r"[0-9]{1,9}|[1-9][0-9]{0,2}(?P<gap>[ \u00a0\u202f,.'’])[0-9]{3}(?:(?P=gap)[0-9]{3}){0,2}"
    part = rf"(?:(?!(?P=gap))[.,](?P<part>[0-9]{{1,{digits}}}))?" if digits else "(?P<part>)"
    return re.compile(rf"(?P<whole>{whole}){part}")
