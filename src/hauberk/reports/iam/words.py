"""Requests and statements in words."""

from collections.abc import Iterable, Iterator

from hauberk.iam.language.policy import Statement
from hauberk.iam.request import ANONYMOUS, Request
from hauberk.model.ledger import Location
from hauberk.questions.answers import Locate
from hauberk.reports import door
from hauberk.reports.iam.document import context


def who(principal: str) -> str:
    """A principal for a reader."""
    return "anyone, unsigned" if principal == ANONYMOUS else principal


def told(request: Request) -> str:
    """A request in a line: who, what, on what, in which context."""
    given = context(request)
    on = "" if request.resource == "*" else f" on {request.resource}"
    return door.line(f"{who(request.principal)}: {request.action}{on}{_with(given)}")


def _with(given: dict[str, object]) -> str:
    if not given:
        return ""
    each = (
        f"{key} {' and '.join(value) if isinstance(value, list) else value or '(empty)'}"
        for key, value in given.items()
    )
    return f", with {', '.join(each)}"


def placed(found: Iterable[tuple[str, Statement]], locate: Locate, says: str) -> list[Location]:
    """Where statements stand; ``says`` is written beside the first."""
    return list(_placed(found, locate, says))


def _placed(found: Iterable[tuple[str, Statement]], locate: Locate, says: str) -> Iterator[Location]:
    for number, (_, statement) in enumerate(found):
        location = locate(statement.span, door.line(says), "related" if number else "primary")
        if location is not None:
            yield location._replace(path=door.line(location.path))
