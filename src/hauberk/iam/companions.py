"""Calls that ask for more than one action."""

from typing import NamedTuple


class AlsoNeeded(NamedTuple):
    """Another action that the same call needs, on the same resource, and what its context then says."""

    action: str
    context: tuple[tuple[str, str], ...] = ()


_BY_ACTION = {
    "lambda:invokefunctionurl": (AlsoNeeded("lambda:InvokeFunction", (("lambda:invokedviafunctionurl", "true"),)),),
}
"""Source: AWS Lambda developer guide, "Control access to Lambda function URLs": "Starting in October 2025, new function
URLs will require both lambda:InvokeFunctionUrl and lambda:InvokeFunction permissions" (2026-11)."""


def also_needed(action: str) -> tuple[AlsoNeeded, ...]:
    """What a call that needs ``action`` needs besides."""
    return _BY_ACTION.get(action.lower(), ())
