"""EventBridge: buses with their policies, rules with their targets, and connections without their secrets.

Operations and members from the Amazon EventBridge API Reference, properties from the CloudFormation Template Reference
(2026-11). The bus that every account has is no resource, as it is none in a template; its rules and its policy are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import TARGETS, told
from hauberk.sources.account.services.shaping import document, given, listed, only, text

BUS, BUS_POLICY, RULE = "AWS::Events::EventBus", "AWS::Events::EventBusPolicy", "AWS::Events::Rule"
CONNECTION = "AWS::Events::Connection"
DEFAULT = "default"
_LIST, _RULES = "events:ListEventBuses", "events:ListRules"
_GONE = frozenset(("ResourceNotFoundException",))
_OF_BUS = ("DeadLetterConfig", "KmsKeyIdentifier", "LogConfig")


def _buses(answers: Answers) -> Iterator[Mapping[str, Any]]:
    return (one for one in listed(answers.data("events", "ListEventBuses"), "EventBuses") if text(one, "Name"))


def _each_bus(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"EventBusName": text(one, "Name")} for one in _buses(answers))


def _each_own_bus(answers: Answers) -> Iterable[Mapping[str, Any]]:
    names = (text(one, "Name") for one in _buses(answers))
    return ({"Name": name} for name in names if name != DEFAULT)


def _each_rule(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for bus in _each_bus(answers):
        for rule in listed(answers.data("events", "ListRules", **bus), "Rules"):
            if name := text(rule, "Name"):
                yield {**bus, "Rule": name}


READS = (
    Read("events", "ListEventBuses", (BUS, BUS_POLICY)),
    Read(
        "events",
        "DescribeEventBus",
        tuple(f"{BUS}.{name}" for name in _OF_BUS),
        each=_each_own_bus,
        after=(_LIST,),
        absent=_GONE,
        leads={f"{BUS}.DeadLetterConfig": ("AWS::SQS::Queue",)},
    ),
    Read(
        "events",
        "ListRules",
        (RULE,),
        each=_each_bus,
        after=(_LIST,),
        absent=_GONE,
        leads={RULE: TARGETS},
    ),
    Read(
        "events",
        "ListTargetsByRule",
        (f"{RULE}.Targets",),
        each=_each_rule,
        after=(_RULES,),
        absent=_GONE,
        leads={f"{RULE}.Targets": TARGETS},
        conceals=(
            "Targets[].AppSyncParameters.GraphQLOperation",
            "Targets[].RedshiftDataParameters.Sql",
            "Targets[].RedshiftDataParameters.Sqls[]",
        ),
    ),
    Read("events", "ListConnections", (CONNECTION,)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The buses, each followed by its policy and its rules, and the connections."""
    managed = managed_keys(answers)
    for one in _buses(answers):
        name = text(one, "Name")
        arn = text(one, "Arn") or f"arn:{place.partition}:events:{place.region}:{place.account}:event-bus/{name}"
        if name != DEFAULT:
            bus = _bus(name, arn, answers, managed)
            if bus is None:
                continue
            yield bus
        yield from _policy(one, name, arn)
        yield from _rules(name, arn, answers, place)
    for one in listed(answers.data("events", "ListConnections"), "Connections"):
        if arn := text(one, "ConnectionArn"):
            name = text(one, "Name")
            properties = only(one, "Name", "AuthorizationType", "Description")
            yield Made(CONNECTION, arn, name, properties, returns={"": name, "Arn": arn})


def _bus(name: str, arn: str, answers: Answers, managed: ManagedKeys) -> Made | None:
    def make(content: Mapping[str, Any]) -> Mapping[str, Any]:
        key = managed.named(content.get("KmsKeyIdentifier"))
        return {**only(content, "DeadLetterConfig", "LogConfig"), "KmsKeyIdentifier": key}

    answer = answers.of("events", "DescribeEventBus", Name=name)
    if isinstance(answer, Missing):
        return None
    properties = {"Name": name, **told(answer, _OF_BUS, make)}
    return Made(BUS, arn, name, properties, returns={"": name, "Arn": arn, "Name": name})


def _policy(one: Mapping[str, Any], name: str, arn: str) -> Iterator[Made]:
    """The statements of a bus's policy, as ``PutPermission`` makes them."""
    written = text(one, "Policy")
    if not written:
        return
    policy = document(written)
    statements = policy.get("Statement") if isinstance(policy, Mapping) else policy
    for index, statement in enumerate(statements if isinstance(statements, list) else [statements]):
        sid = text(statement, "Sid") or str(index)
        properties = {"EventBusName": name, "StatementId": sid, "Statement": statement}
        id_ = f"{arn}#{sid}"
        yield Made(BUS_POLICY, id_, f"{sid} of {name}", properties, links={"EventBusName": f"{arn}#"})


def _rules(bus: str, arn: str, answers: Answers, place: Place) -> Iterator[Made]:
    answer = answers.of("events", "ListRules", EventBusName=bus)
    if isinstance(answer, Unread) and answer.code != "not-asked":
        name = f"rules of {bus}"
        yield Made(RULE, f"{arn}#rules", name, {"EventBusName": bus}, links={"EventBusName": arn}, unread=answer)
    for one in listed(answers.data("events", "ListRules", EventBusName=bus), "Rules"):
        name = text(one, "Name")
        if not name:
            continue
        way = name if bus == DEFAULT else f"{bus}/{name}"
        own = text(one, "Arn") or f"arn:{place.partition}:events:{place.region}:{place.account}:rule/{way}"
        targets = answers.of("events", "ListTargetsByRule", EventBusName=bus, Rule=name)
        if isinstance(targets, Missing):
            continue
        properties = {
            **only(one, "Name", "Description", "RoleArn", "ScheduleExpression", "State"),
            **({"EventBusName": bus} if bus != DEFAULT else {}),
            **({"EventPattern": document(one["EventPattern"])} if one.get("EventPattern") else {}),
            **told(targets, ("Targets",), _targets),
        }
        more = only(one, "ManagedBy")
        returns = {"": way.replace("/", "|"), "Arn": own}
        links = {"EventBusName": arn}
        yield Made(RULE, own, name, properties, returns=returns, links=links, account=more)


def _targets(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The targets, which the API tells in CloudFormation's words."""
    return {"Targets": [given(one) for one in listed(content, "Targets")]}
