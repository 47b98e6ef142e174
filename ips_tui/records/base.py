"""What every table shares: portable column types, and whether its rows are journaled, derived or machinery."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import BINARY, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from ips_tui.domain.distance import Distance
from ips_tui.domain.money import Money

EnumT = TypeVar("EnumT", bound=StrEnum)


class Guid(TypeDecorator[UUID]):
    """A record id: 16 bytes in SQLite, the native type in PostgreSQL."""

    impl = BINARY
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type of this database."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else BINARY(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """The value as the database keeps it."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """The value as the program uses it."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC. A moment without a time zone is refused: SQLite would lose an hour in silence."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, marked as UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Word(TypeDecorator[EnumT], Generic[EnumT]):
    """One word of a list of choices, kept as text; no database enum, so a word can be added later."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[EnumT]) -> None:
        """Keep words of `choices`."""
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: EnumT | None, dialect: Dialect) -> str | None:
        """The word as text."""
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> EnumT | None:
        """The word of the list."""
        return None if value is None else self.choices(value)


class Words(TypeDecorator[tuple[EnumT, ...]], Generic[EnumT]):
    """Several words of a list of choices, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[EnumT]) -> None:
        """Keep words of `choices`."""
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Sequence[EnumT] | None, dialect: Dialect) -> str | None:
        """The words as a JSON list."""
        return None if value is None else json.dumps([self.choices(v).value for v in value])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[EnumT, ...] | None:
        """The words of the list."""
        return None if value is None else tuple(self.choices(v) for v in json.loads(value))


class Amount(TypeDecorator[Money]):
    """An amount of money in one cell, so that no change can part the figure from its currency: `1250 GBP`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> str | None:
        """Whole minor units and the currency."""
        return None if value is None else f"{value.minor} {value.currency}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Money | None:
        """The amount."""
        if value is None:
            return None
        minor, currency = value.split(" ")
        return Money(int(minor), currency)


class Way(TypeDecorator[Distance]):
    """A distance in one cell with its unit, in tenths of it: `125 mi` is twelve and a half miles."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Distance | None, dialect: Dialect) -> str | None:
        """Whole tenths and the unit."""
        return None if value is None else f"{value.tenths} {value.unit}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Distance | None:
        """The distance."""
        if value is None:
            return None
        tenths, unit = value.split(" ")
        return Distance(int(tenths), unit)


class WeeklyHours(TypeDecorator[Decimal]):
    """Hours of a week, kept as whole hundredths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """In hundredths of an hour."""
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """In hours."""
        return None if value is None else Decimal(value).scaleb(-2).normalize() + 0


class Table(DeclarativeBase):
    """A table of the store; never used itself, only through one of the three kinds below."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )


class Record(Table):
    """A journaled table: what people entered. Every change is in the journal; a delete sets `removed`."""

    __abstract__ = True
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True, sort_order=-2)
    removed: Mapped[bool] = mapped_column(default=False, sort_order=-1)


@event.listens_for(Record, "attribute_instrument", propagate=True)
def _knows_what_it_held(record_type: type[Record], key: str, attribute: Any) -> None:
    # A value that is not loaded is read before it is set: else the journal could not say what stood there.
    event.listen(attribute, "set", _look_first, active_history=True)


def _look_first(record: Record, value: Any, held: Any, initiator: Any) -> None:
    """Does nothing: that it listens makes the ORM read what is replaced."""


class Derived(Table):
    """A derived table: computed from records in the same commit, never journaled, thrown away at will."""

    __abstract__ = True


class Machinery(Table):
    """The store's own tables: journal, drafts, site; never journaled."""

    __abstract__ = True
