"""What can be asked of an account: a read for each operation, with the facts that it gives."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from hauberk.sources.account.calls import Answers

Each: TypeAlias = Callable[[Answers], Iterable[Mapping[str, Any]]]


class Read(NamedTuple):
    """An operation that is called once in each region, or once for ``each`` of what other reads found.

    ``facts`` are what it gives: types of resources in CloudFormation's vocabulary (``AWS::Lambda::Permission``), or
    a part of them (``AWS::Lambda::Function.RecursiveLoop``). It is called where one of these is wanted, or where a read
    that is wanted comes ``after`` it. ``absent`` are the error codes by which AWS says that there is no such thing.
    ``anywhere`` is set for services that are global; their calls are made once. ``actions`` are the permissions that it
    needs where that isn't the one of the operation's own name. ``conceals`` are the paths of its answer that hold
    values which aren't kept as they are (``Functions[].Environment.Variables.*``). ``until`` says of an answer whether
    AWS has done what it was asked for; one that isn't ready is asked for again, a bounded number of times.
    ``identifies`` are the paths of identifiers that are kept though they look like secrets (ids of access keys).
    ``digest`` makes what is kept of a page, where the page itself isn't. A read that is ``wished`` is made for those
    who ask for it by that option of ``hauberk audit``; where nobody did, nothing is said of what it gives, but to who
    asks about that by name. ``variant`` tells it
    from another read of the same operation, made with other arguments or for other things (``all versions``).
    ``leads`` has, by a fact, the types of resources that it may name beside the one that it is about, where nothing
    else tells of that: a rule's targets lead to functions, so that of no function all rules are known while those of
    one rule aren't.
    """

    service: str
    operation: str
    facts: tuple[str, ...]
    arguments: Mapping[str, Any] = {}
    each: Each | None = None
    after: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    anywhere: bool = False
    actions: tuple[str, ...] = ()
    conceals: tuple[str, ...] = ()
    until: Callable[[Mapping[str, Any]], bool] | None = None
    identifies: tuple[str, ...] = ()
    digest: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None
    wished: str = ""
    variant: str = ""
    leads: Mapping[str, tuple[str, ...]] = {}

    @property
    def api(self) -> str:
        """The operation with its service: ``lambda:GetPolicy``."""
        return f"{self.service}:{self.operation}"

    @property
    def name(self) -> str:
        """The operation with its variant, by which others come after it: ``lambda:ListFunctions (all versions)``."""
        return f"{self.api} ({self.variant})" if self.variant else self.api
