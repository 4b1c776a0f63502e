"""Resource policies of REST APIs: who may call which path, by account, address and VPC.

Facts from the AWS SAM developer guide, "ResourcePolicyStatement" (2026-11).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, is_empty, tree
from hauberk.sources.sam.gateway.document import Tree, open_document
from hauberk.sources.sam.gateway.paths import HOLE, method_in_arn
from hauberk.sources.sam.policies import fill

if TYPE_CHECKING:
    from hauberk.sources.sam.rest.api import Api


class Policy:
    """A policy that statements are added to. A single one keeps the form in which it came, a list or not."""

    def __init__(self, written: Value, trail: Trail) -> None:
        self._document = open_document(written) or Tree(trail)
        self._form = self._document.value("Statement")
        self._statements = entries_of(self._form)
        self._known = set(map(repr, self._statements))
        self._trail = trail

    def add(self, statements: Iterable[Value], form: Value | None = None, *, again: bool = False) -> None:
        """Adds statements, those that are there already only ``again``."""
        new = [statement for statement in statements if again or repr(statement) not in self._known]
        if not new:
            return
        first = not self._statements
        self._statements.extend(new)
        self._known.update(map(repr, new))
        self._form = form if first and form is not None else tree(self._statements, self._trail)
        self._document.put("Version", "2012-10-17", self._trail)

    def frozen(self) -> Value:
        """The policy as a value."""
        if self._statements:
            self._document.put("Statement", self._form, self._trail)
        return self._document.frozen()


def restrict(api: "Api", written: Value, paths: Iterable[str], stage: Value) -> None:
    """Adds what a ``ResourcePolicy`` says of some paths."""
    config = fields_of(written)
    for path in paths:
        _restrict(api.policy(written.trail), config, _places(api, path, stage, written.trail), written.trail)
    own = config.value("CustomStatements")
    if not is_empty(own):
        api.policy(written.trail).add(entries_of(own), own)


def _restrict(policy: Policy, config: Fields, places: list[Value], trail: Trail) -> None:
    for name, effect in (("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")):
        accounts = config.value(name)
        if not is_empty(accounts):
            statement = tree(_statement(effect, places, {"AWS": entries_of(accounts)}), accounts.trail)
            policy.add([statement], statement, again=True)
    for name, operator in (("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")):
        ranges = config.value(name)
        if not is_empty(ranges):
            _refuse(policy, places, {operator: {"aws:SourceIp": entries_of(ranges)}}, ranges.trail)
    for kind, operator in (("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")):
        endpoints = _endpoints(config, kind)
        if endpoints:
            _refuse(policy, places, {operator: endpoints}, trail)


def _places(api: "Api", path: str, stage: Value, trail: Trail) -> list[Value]:
    """The path's methods as the policy names them."""
    variables = {"Stage": stage, "Path": Known(HOLE.sub("*", path))}
    methods = [method_in_arn(name) for item in api.paths().open(path) for name in item]
    return [fill(api.context, f"execute-api:/${{Stage}}/{method}${{Path}}", variables, trail) for method in methods]


def _statement(effect: str, places: list[Value], principal: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": "execute-api:Invoke", "Resource": places, "Principal": principal}


def _refuse(policy: Policy, places: list[Value], condition: dict[str, Any], trail: Trail) -> None:
    """Everyone may call, but for those whom a condition refuses."""
    allow = _statement("Allow", places, "*")
    deny = {**_statement("Deny", places, "*"), "Condition": condition}
    policy.add([tree(allow, trail), tree(deny, trail)])


def _endpoints(config: Fields, kind: str) -> dict[str, list[Value]]:
    """VPCs and VPC endpoints of a list, by the condition key that they are tested with."""
    listed = [(str(certain(item)), item) for item in entries_of(config.value(f"SourceVpc{kind}"))]
    found = {
        "aws:SourceVpc": [item for text, item in listed if text.startswith("vpc-")],
        "aws:SourceVpce": [item for text, item in listed if text.startswith("vpce-")],
    }
    found["aws:SourceVpc"].extend(entries_of(config.value(f"IntrinsicVpc{kind}")))
    found["aws:SourceVpce"].extend(entries_of(config.value(f"IntrinsicVpce{kind}")))
    return {key: values for key, values in found.items() if values}
