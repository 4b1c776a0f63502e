"""Which operation of AWS a call is, for where hostile data does harm: that which is made ready to be sent counts as
well as that which is sent, and each is told once, where it is written."""

from functools import lru_cache

from hauberk.code.flow.record import Called
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Arguments, Foreign, Result, just
from hauberk.code.sdk.finding import Sdk
from hauberk.code.sdk.operation import Operation
from hauberk.model.regex import regex

_WORD = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
ANY_NAME = "*"
"""The name of what may be among the parameters under whichever names."""


def operation(called: Called) -> Operation | None:
    """The operation that a call is; ``None`` if it is none. Its name is in the spelling of boto3's methods."""
    return _operation(called.callee, called.arguments, called.site, called.new)


@lru_cache(maxsize=2048)  # each of several questions goes through all calls of a function
def _operation(callee: Foreign, arguments: Arguments, site: Site, new: bool) -> Operation | None:
    """The same; by which way it is come to, and where what it is called on comes from, says nothing of it."""
    called = Called(callee, arguments, site, new)
    sdk = Sdk({})
    if called.new:
        found = sdk.made_ready(just(Result(called.callee, called.arguments)), called)
    elif called.callee.path.endswith(".send"):
        return None  # the command is told where it is made
    else:
        found = sdk.operations(called)
    one = next((one for one in found if isinstance(one, Operation)), None)
    if one is None:
        return None
    parameters = one.parameters if one.more is None else (*one.parameters, (ANY_NAME, one.more))
    return one._replace(operation=_snake(one.operation), parameters=parameters)


def _snake(name: str) -> str:
    return name if name.islower() else "_".join(part.lower() for part in _WORD.split(name))


__all__ = ["Operation", "operation"]
