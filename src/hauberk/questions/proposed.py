"""What is proposed as the schema of a function's event."""

from typing import Any, NamedTuple

Schema = dict[str, Any]


class Way(NamedTuple):
    """A route of a REST API that leads to a function."""

    path: str
    method: str
    api: str
    validated: bool
    """Whether API Gateway checks its body by a model already."""


class Proposed(NamedTuple):
    """What is proposed for a function."""

    function: str
    template: str
    schema: Schema | None
    """``None`` if the code reads nothing of its event that its callers say."""
    main: str
    """The part that the schema is of; the others are its definitions."""
    required_parameters: tuple[str, ...]
    """Of requests that the code asks for, by API Gateway's names: ``method.request.querystring.id``."""
    ways: tuple[Way, ...]
    rest: bool
    """Whether a REST API leads to the function."""
    notes: tuple[str, ...]
    """What couldn't be known, and what should be."""
    unread: bool
    """Whether the code, or some of it, couldn't be followed."""
    hidden: frozenset[str]
