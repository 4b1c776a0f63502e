"""Resource policies of REST APIs: who may call which path, by account, address and VPC.

Facts from the AWS SAM developer guide, "ResourcePolicyStatement" (2026-11).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, is_empty, place, tree
from hauberk.sources.sam.gateway.document import Tree, open_document
from hauberk.sources.sam.gateway.paths import HOLE, method_in_arn
from hauberk.sources.sam.policies import fill

if TYPE_CHECKING:
    from hauberk.sources.sam.rest.api import Api


class Policy:
    """A policy that statements are added to, each with a key to know it by. A first one keeps its form, list or not."""

    def __init__(self, written: Value, trail: Trail) -> None:
        self._document = open_document(written) or Tree(trail)
        self._form: Value | None = self._document.value("Statement")
        self._statements = entries_of(self._document.value("Statement"))
        self._known = set(map(repr, self._statements))
        self._trail = trail

    def add(self, key: str, statement: Value, *, again: bool = False, form: Value | None = None) -> None:
        """Adds a statement; one that is there already only ``again``. ``form`` is how it stands while it is alone."""
        if key not in self._known or again:
            self._known.add(key)
            self._form = None if self._statements else form
            self._statements.append(statement)
            self._document.put("Version", "2012-10-17", self._trail)

    def add_written(self, written: Value) -> None:
        """Adds the template's own statements."""
        alone = not self._statements
        for statement in entries_of(written):
            self.add(repr(statement), statement)
        if alone:
            self._form = written

    def frozen(self) -> Value:
        """The policy as a value."""
        if self._statements:
            form = tree(self._statements, self._trail) if self._form is None else self._form
            self._document.put("Statement", form, self._trail)
        return self._document.frozen()


class Places(NamedTuple):
    """The methods of a path as a policy names them, and a key to know them by."""

    key: str
    names: Value


def restrict(api: "Api", written: Value, paths: Iterable[str], stage: Value) -> None:
    """Adds what a ``ResourcePolicy`` says of some paths."""
    config = fields_of(written)
    for path in paths:
        _restrict(api.policy(place(written)), config, _places(api, path, stage, place(written)), place(written))
    own = config.value("CustomStatements")
    if not is_empty(own):
        api.policy(place(written)).add_written(own)


def _restrict(policy: Policy, config: Fields, places: Places, trail: Trail) -> None:
    for name, effect in (("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")):
        accounts = config.value(name)
        if not is_empty(accounts):
            statement = tree(_statement(effect, places, {"AWS": entries_of(accounts)}), place(accounts))
            policy.add(f"{effect} {places.key}", statement, again=True, form=statement)
    for name, operator in (("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")):
        ranges = config.value(name)
        if not is_empty(ranges):
            _refuse(policy, places, {operator: {"aws:SourceIp": entries_of(ranges)}}, place(ranges))
    for kind, operator in (("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")):
        endpoints = _endpoints(config, kind)
        if endpoints:
            _refuse(policy, places, {operator: endpoints}, trail)


def _places(api: "Api", path: str, stage: Value, trail: Trail) -> Places:
    key = (path, repr(stage))
    if key not in api.places:
        short = HOLE.sub("*", path)
        methods = [method_in_arn(name) for item in api.paths().open(path) for name in item]
        texts = [f"execute-api:/${{Stage}}/{method}${{Path}}" for method in methods]
        variables = {"Stage": stage, "Path": Known(short)}
        names = tree([fill(api.context, text, variables, trail) for text in texts], trail)
        api.places[key] = Places(f"{stage!r} {short} {methods}", names)
    return api.places[key]


def _statement(effect: str, places: Places, principal: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": "execute-api:Invoke", "Resource": places.names, "Principal": principal}


def _refuse(policy: Policy, places: Places, condition: dict[str, Any], trail: Trail) -> None:
    """Everyone may call, but for those whom a condition refuses."""
    allow = _statement("Allow", places, "*")
    deny = {**_statement("Deny", places, "*"), "Condition": condition}
    policy.add(f"everyone {places.key}", tree(allow, trail))
    policy.add(f"{condition!r} {places.key}", tree(deny, trail))


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
