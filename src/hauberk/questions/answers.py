"""What questions are answered with, whoever tells it: plain data of the engine, without the files it came from."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from hauberk.iam.language.policy import Statement
from hauberk.iam.request import Answer, Request
from hauberk.model.ledger import Location
from hauberk.model.span import Span

Locate: TypeAlias = Callable[[Span | None, str, str], Location | None]
"""Where a span is, with what is to be said of it and its role (``primary`` or ``related``)."""


class Asked(NamedTuple):
    """A request, and what becomes of it."""

    request: Request
    answer: Answer
    notes: tuple[str, ...] = ()
    """What a reader should know besides: what was taken for granted, what looks mistyped."""


class Unasked(NamedTuple):
    """A request of many that can't be asked, and why."""

    error: str


Statements: TypeAlias = tuple[tuple[str, Statement], ...]
