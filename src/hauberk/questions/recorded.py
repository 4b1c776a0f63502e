"""The resources of a call that CloudTrail has recorded: those that the event names, else those that parameters tell.

Source: CloudTrail user guide, "CloudTrail record contents": ``resources``, ``requestParameters``, ``awsRegion`` and
``recipientAccountId`` (2026-11).
"""

import re
from typing import NamedTuple

from hauberk.code.flow.values import Record, Sequence, Value, just, literal
from hauberk.code.sdk.operation import Operation, Through
from hauberk.iam.catalogue import Action, facts
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.language.text import EVERYTHING, Glob, Hole, glob
from hauberk.reading.nodes import Mapping, Node, Scalar
from hauberk.reading.nodes import Sequence as Items
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, place

UNNAMED = "the event names no resource"
_BY_EVENT = {"bucketname": "Bucket"}
"""Parameters that events have under another name than the SDKs (CloudTrail's events of S3)."""
_DEPTH = 8
_HOLE = re.compile(r"\$\{[^}]*\}")


class Recorded(NamedTuple):
    """A call as its event has it: who was asked what, by whom, and the ARNs that the event names."""

    operation: Operation
    arns: tuple[Glob, ...]
    account: str = ""
    partition: str = ""

    def on(self, action: str, names: Names) -> Place:
        """What an action of the call was on."""
        known = known_action(action)
        if known is None:
            return Place(self.arns or (EVERYTHING,), "" if self.arns else UNNAMED)
        own = tuple(arn for arn in self.arns if _is_for(arn, known))
        if own:
            return Place(own)
        found = place(known, self.operation, names)
        if all(one.everything for one in found.resources):
            return Place(self.arns) if self.arns else Place((EVERYTHING,), found.why or UNNAMED)
        return found._replace(resources=tuple(map(self._there, found.resources)))

    def _there(self, arn: Glob) -> Glob:
        """An ARN in the account that the event is of."""
        said = {"AWS::AccountId": self.account, "AWS::Partition": self.partition}
        return glob(*(said.get(part.name) or part if isinstance(part, Hole) else part for part in arn.parts))


def recorded(service: str, operation: str, parameters: Node | None, region: str, arns: tuple[Glob, ...]) -> Recorded:
    """A call of an operation with the parameters that its event tells."""
    given = tuple(
        (_BY_EVENT.get(name.text.lower(), name.text), _value(inner))
        for name, inner in (parameters.items() if isinstance(parameters, Mapping) else ())
    )
    through = Through(literal(region) if region else None)
    return Recorded(Operation(service, operation, given, through=through), arns)


def _value(node: Node, depth: int = 0) -> Value:
    """A parameter as a value of code."""
    match node:
        case Scalar(value=str() | int() | float() as plain):
            return literal(plain)
        case Mapping() if depth < _DEPTH:
            return just(Record(tuple((name.text, _value(inner, depth + 1)) for name, inner in node.items())))
        case Items() if depth < _DEPTH:
            return just(Sequence(tuple(_value(item, depth + 1) for item in node.items)))
    return Value(())


def _is_for(arn: Glob, action: Action) -> bool:
    """Whether an ARN is of a type of resource that an action is on."""
    prefix = action.name.partition(":")[0]
    service = facts(prefix)
    text = arn.literal
    if service is None or text is None:
        return False
    return any(_form(service.resources[one.name].arn).fullmatch(text) for one in action.resources)


def _form(arn: str) -> "re.Pattern[str]":
    """What the ARNs of a type look like."""
    return re.compile("[^:]*".join(map(re.escape, _HOLE.split(arn))))
