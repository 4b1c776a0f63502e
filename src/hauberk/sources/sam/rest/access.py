"""Resource policies of REST APIs: who may call which path, by account, address and VPC."""

from typing import Any

from hauberk.model.values import Fields, Trail, Value
from hauberk.sources.sam.build import certain, entries_of, nothing, tree
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import HOLE, method_in_arn
from hauberk.sources.sam.policies import fill
from hauberk.sources.sam.rest.api import Api

POLICY = "x-amazon-apigateway-policy"


def add(api: Api, config: Fields, path: str, stage: Value, trail: Trail) -> None:
    """The statements of a ``ResourcePolicy`` for one path."""
    places = _places(api, path, stage, trail)
    policy = _policy(api, trail)
    for name, effect in (("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")):
        accounts = config.value(name)
        if not nothing(accounts):
            statement = _statement(effect, places, {"AWS": entries_of(accounts)})
            _append(policy, [tree(statement, accounts.trail)], trail, alone=True)
    for name, operator in (("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")):
        ranges = config.value(name)
        if not nothing(ranges):
            _refuse(policy, places, {operator: {"aws:SourceIp": entries_of(ranges)}}, ranges.trail or trail)
    for kind, operator in (("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")):
        endpoints = _endpoints(config, kind)
        if endpoints:
            _refuse(policy, places, {operator: endpoints}, trail)


def add_statements(api: Api, written: Value, trail: Trail) -> None:
    """Statements of the template's own."""
    if nothing(written):
        return
    policy = _policy(api, trail)
    if "Statement" not in policy:
        policy.put("Version", "2012-10-17", trail)
        policy.put("Statement", written, trail)
        return
    _append(policy, [entry for entry in entries_of(written) if entry not in _statements(policy)], trail)


def _policy(api: Api, trail: Trail) -> Tree:
    assert api.document is not None
    return api.document.below(POLICY, trail)


def _places(api: Api, path: str, stage: Value, trail: Trail) -> list[Value]:
    methods = [name for item in api.paths().open(path) for name in item]
    short = HOLE.sub("*", path)
    text = "execute-api:/${__Stage__}/"
    return [fill(api.context, f"{text}{method_in_arn(name)}{short}", {"__Stage__": stage}, trail) for name in methods]


def _statement(effect: str, places: list[Value], principal: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": "execute-api:Invoke", "Resource": places, "Principal": principal}


def _refuse(policy: Tree, places: list[Value], condition: dict[str, Any], trail: Trail) -> None:
    """Everyone may call, but for those whom a condition refuses."""
    allow = tree(_statement("Allow", places, "*"), trail)
    deny = tree({**_statement("Deny", places, "*"), "Condition": condition}, trail)
    known = _statements(policy)
    _append(policy, [statement for statement in (allow, deny) if statement not in known], trail)


def _append(policy: Tree, statements: list[Value], trail: Trail, *, alone: bool = False) -> None:
    policy.put("Version", "2012-10-17", trail)
    if alone and "Statement" not in policy:
        policy.put("Statement", statements[0], trail)
        return
    policy.put("Statement", [*_statements(policy), *statements], trail)


def _statements(policy: Tree) -> list[Value]:
    return entries_of(policy.value("Statement"))


def _endpoints(config: Fields, kind: str) -> dict[str, Any]:
    """VPCs and VPC endpoints of a list, by the condition key that they are tested with."""
    found: dict[str, list[Value]] = {"aws:SourceVpc": [], "aws:SourceVpce": []}
    for item in entries_of(config.value(f"SourceVpc{kind}")):
        text = str(certain(item) or "")
        if text.startswith("vpce-"):
            found["aws:SourceVpce"].append(item)
        elif text.startswith("vpc-"):
            found["aws:SourceVpc"].append(item)
    found["aws:SourceVpc"].extend(entries_of(config.value(f"IntrinsicVpc{kind}")))
    found["aws:SourceVpce"].extend(entries_of(config.value(f"IntrinsicVpce{kind}")))
    return {key: values for key, values in found.items() if values}

