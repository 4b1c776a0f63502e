"""What a program calls of AWS, by what was met while it was followed."""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Environment, Foreign, Member, Result, Value, just
from hauberk.code.ir import Place
from hauberk.code.sdk.boto.operations import Boto
from hauberk.code.sdk.helpers import helped
from hauberk.code.sdk.javascript import JavaScript
from hauberk.code.sdk.operation import Found, Operation, Through, Unknown

_TOLD_AS = {
    "dynamic-import": "computed-import",
    "many-calls": "too-deep",
}
"""What couldn't be followed, by the word of the labels where that is another."""
_TOLD_ELSEWHERE = "computed-name"
"""A member that is computed is told where it is called."""


class Sdk:
    """Tells what calls, and their answers, are to AWS's SDKs. ``sites`` are where values were made."""

    def __init__(self, made: "dict[Foreign, dict[Site, None]]") -> None:
        def sites(atom: Foreign) -> tuple[Site, ...]:
            return tuple(made.get(atom, ()))

        self._boto = Boto(sites)
        self._javascript = JavaScript(sites)

    def operations(self, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that a call comes to."""
        word = called.callee.path.removesuffix("()").rpartition(".")[2]
        for one in self._operations(called):
            yield one._replace(word=word) if isinstance(one, Operation) and not one.word else one

    def _operations(self, called: Called) -> Iterator[Operation | Unknown]:
        yield from helped(called)
        if called.callee.path.startswith(("@", "aws-sdk", "?")) or not called.site.path.endswith((".py", ".pyw")):
            yield from self._javascript.operations(called)
        if not called.callee.path.startswith(("@", "aws-sdk")):
            yield from self._boto.operations(called)

    def made_ready(self, value: Value, called: Called) -> Iterator[Operation | Unknown]:
        """The operations that commands are which nobody has sent yet, and what else making something comes to."""
        yield from self._javascript.commands(value, Through(), called)
        yield from self.operations(called)

    def unknown(self) -> Iterator[Unknown]:
        """What stays unknown when all calls have been looked at."""
        return self._javascript.unknown()

    def read(self, atom: Member, site: Site) -> Iterator[Operation]:
        """The operation that is called when an attribute is read."""
        return self._boto.read(atom, site)

    def answered(self, atom: Atom) -> tuple[tuple[Operation, ...], str]:
        """The operations whose answer a value is part of, and the name under which it stands there."""
        name = ""
        for _ in range(12):
            if isinstance(atom, Member):
                name = atom.name if atom.name != "*" else name
                atom = atom.of
                continue
            if not isinstance(atom, Result):
                break
            found = tuple(
                one for one in self.operations(Called(atom.of, atom.arguments, NOWHERE)) if isinstance(one, Operation)
            )
            if found:
                return found, name
            atom = atom.of
        return (), ""

    def identity(self, atom: Atom) -> Value | None:
        """What a part of an answer, or an attribute that tells a resource from others, is known to be."""
        if not isinstance(atom, Member):
            return None
        found = self._boto.identity(atom)
        if found is not None:
            return found
        answered, name = self.answered(atom)
        for one in answered:
            given = _TOLD.get((one.operation.replace("_", "").lower(), name))
            if given is not None:
                return just(Environment(given)) if given.startswith("AWS::") else one.get(given)
        return None


NOWHERE = Site("", Place(0, 0))
_TOLD = {
    ("getqueueurl", "QueueUrl"): "QueueName",
    ("createqueue", "QueueUrl"): "QueueName",
    ("createtopic", "TopicArn"): "Name",
    ("getcalleridentity", "Account"): "AWS::AccountId",
}
"""Parts of answers that are as a parameter says, or as the account is."""


def found(record: Record, reads: "dict[tuple[Member, Site], None] | None" = None) -> Found:
    """Every operation once for the parameters that it is given, and what may be calls of AWS that nobody can tell.

    ``reads`` are members of what isn't the application's own, with the places where they are read.
    """
    made: dict[Foreign, dict[Site, None]] = {}
    for called in record.calls:
        made.setdefault(Result(called.callee, called.arguments), {})[called.site] = None
    sdk = Sdk(made)
    operations: dict[tuple[object, ...], Operation] = {}
    unknown: dict[Unknown, None] = {}
    for one in _all(record, sdk, reads or {}):
        if isinstance(one, Unknown):
            unknown[one] = None
            continue
        key = (one.service, one.operation, one.parameters, one.through, one.more)
        before = operations.get(key)
        merged = one.sites if before is None else tuple(dict.fromkeys((*before.sites, *one.sites)))
        operations[key] = one._replace(sites=merged)
    for lost in record.lost:
        if lost.code != _TOLD_ELSEWHERE:
            unknown[Unknown(_TOLD_AS.get(lost.code, lost.code), lost.text, lost.site)] = None
    return Found(tuple(operations.values()), tuple(unknown), sdk.identity, sdk.answered)


def _all(record: Record, sdk: Sdk, reads: "dict[tuple[Member, Site], None]") -> Iterator[Operation | Unknown]:
    for called in record.calls:
        yield from sdk.operations(called)
    for atom, site in reads:
        yield from sdk.read(atom, site)
    yield from sdk.unknown()
