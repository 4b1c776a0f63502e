"""The tags of its own that CloudFormation puts on what it makes, beside those that a template writes."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from hauberk.facts.bundled import bundled
from hauberk.facts.stack_tags import LOGICAL_ID, STACK_ID, STACK_NAME
from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.names import made_up
from hauberk.lab.account.provisioning.stand_ins import pseudo_parameters

REFUSED = frozenset(("AWS::CertificateManager::Certificate",))
"""Types whose resources the emulator lets nobody put tags of AWS's own on, by whatever call."""


@cache
def _holders() -> Mapping[str, str]:
    """The property that holds the tags, by the types that CloudFormation tags. The data file is read once."""
    found: dict[str, str] = json.loads(bundled(__file__, "stack_tags.json"))["types"]
    return found


def holder(type_: str) -> str:
    """The property that holds the tags of a type; empty for those that don't get any."""
    return "" if type_ in REFUSED else _holders().get(type_, "")


def with_stack_tags(
    properties: Mapping[str, Any], type_: str, id_: str, account: Account, stack: str
) -> dict[str, Any]:
    """Properties with the tags that tell of what stack and logical id a resource is, in the form that its own have.

    What a nested stack makes is tagged as that stack's, whose name is made of those that it is nested in.
    """
    name = holder(type_)
    if not name:
        return dict(properties)
    *nested, logical = id_.split("/")
    for inner in nested:
        stack = made_up("${Stack}-${Id}", stack, inner)
    stack_id = pseudo_parameters(account, stack)["AWS::StackId"]
    tags = {STACK_NAME: stack, LOGICAL_ID: logical, STACK_ID: stack_id}
    written = properties.get(name)
    if isinstance(written, Mapping):
        return {**properties, name: {**written, **tags}}
    listed = [{"Key": key, "Value": value} for key, value in tags.items()]
    return {**properties, name: [*(written if isinstance(written, list) else ()), *listed]}
