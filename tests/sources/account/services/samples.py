"""Answers as the models of AWS's SDK describe them: one of everything, filled with plausible values."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import botocore.session

from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import Answer, Call, Data
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import (
    Reader,
    alarms,
    brokers,
    buckets,
    buses,
    caches,
    databases,
    deployments,
    file_systems,
    functions,
    keys,
    layers,
    logs,
    machines,
    parameters,
    queues,
    registries,
    schedules,
    searches,
    secrets,
    streams,
    tables,
    topics,
    triggers,
    warehouses,
)
from hauberk.sources.account.snapshot import Snapshot

STORES: tuple[Reader, ...] = (
    *(layers, queues, topics, buckets, tables, streams, buses, schedules, machines, triggers, alarms, keys, secrets),
    *(parameters, registries, file_systems, deployments, databases, caches, searches, warehouses, brokers),
    *(functions, logs),
)
"""What reads what functions use and what triggers them."""
ACCOUNT, REGION = "123456789012", "eu-west-1"
_TEXTS = {
    "Account": ACCOUNT,
    "BucketRegion": REGION,
    "KeyManager": "CUSTOMER",
    "KeySpec": "SYMMETRIC_DEFAULT",
    "KeyState": "Enabled",
    "Origin": "AWS_KMS",
    "ComplianceType": "NON_COMPLIANT",
    "HomeRegion": REGION,
    "JobId": "1b2c3d4e-0000-1111-2222-333344445555",
    "JobStatus": "COMPLETED",
    "TargetType": "lambda",
    "authenticationType": "API_KEY",
    "computePlatform": "Lambda",
}
"""What readers look for before they ask on."""
_REPORT = f"""\
user,arn,user_creation_time,access_key_1_active,access_key_1_last_rotated
some,arn:aws:iam::{ACCOUNT}:user/some,2026-01-01T00:00:00+00:00,true,2026-01-01T00:00:00+00:00
"""
_TEXTS_OF: dict[str, dict[str, Any]] = {
    "accessanalyzer:ListAnalyzers": {"status": "ACTIVE"},
    "acm:ListCertificates": {"Type": "AMAZON_ISSUED"},
    "iam:GenerateCredentialReport": {"State": "COMPLETE"},
    "iam:GetCredentialReport": {"Content": _REPORT.encode()},
}
"""The same, where an answer's word means something else elsewhere."""
_ARN = f"arn:aws:some:{REGION}:{ACCOUNT}:thing"


@cache
def model(service: str) -> Any:
    """What botocore knows of a service."""
    return botocore.session.get_session().get_service_model(service)


@cache
def pages(service: str) -> Mapping[str, Any]:
    """The operations of a service that botocore can put together from pages."""
    loader = botocore.session.get_session().get_component("data_loader")
    try:
        found: Mapping[str, Any] = loader.load_service_model(service, "paginators-1")["pagination"]
    except botocore.exceptions.UnknownServiceError:
        return {}
    return found


def sample(shape: Any, texts: Mapping[str, Any], name: str = "", above: tuple[str, ...] = ()) -> Any:
    """A value of a shape, with one element in each list and map; nothing where a shape holds itself."""
    inside = (*above, shape.name)
    match shape.type_name:
        case "structure":
            if shape.name in above:
                return {}
            return {own: sample(member, texts, own, inside) for own, member in shape.members.items()}
        case "list":
            return [] if shape.name in above else [sample(shape.member, texts, name, inside)]
        case "map":
            return {} if shape.name in above else {"name": sample(shape.value, texts, name, inside)}
        case "boolean":
            return True
        case "integer" | "long":
            return 7
        case "float" | "double":
            return 0.5
        case "timestamp":
            return "2026-11-30T00:00:00+00:00"
    if name in texts:
        return texts[name]
    text = _ARN if "arn" in name.lower() else f"some-{name}".lower()
    return text.ljust(shape.metadata.get("min", 0), "x")


def answer(service: str, operation: str) -> dict[str, Any]:
    """A whole answer of an operation."""
    texts = {**_TEXTS, **_TEXTS_OF.get(f"{service}:{operation}", {})}
    found: dict[str, Any] = sample(model(service).operation_model(operation).output_shape, texts)
    return found


def sampled(reads: Iterable[Read]) -> dict[Call, Answer]:
    """What came of all calls of some reads, in one region, where there is one of everything."""

    def ask(call: Call, read: Read) -> Answer:
        return Data(answer(call.service, call.operation))

    return collect(tuple(reads), (REGION,), ask)


def snapshot_of(answers: Mapping[Call, Answer], reads: Iterable[Read]) -> Snapshot:
    """A snapshot of one region with some answers."""
    asked = frozenset(read.name for read in reads)
    return Snapshot("aws", ACCOUNT, (REGION,), "2026-11-30T00:00:00+00:00", asked, answers)


def sensitive(shape: Any, way: str = "", above: tuple[str, ...] = ()) -> Iterator[str]:
    """The paths of a shape that botocore marks as sensitive."""
    if shape is None or shape.name in above:
        return
    if shape.metadata.get("sensitive"):
        yield way
        return
    inside = (*above, shape.name)
    match shape.type_name:
        case "structure":
            for name, member in shape.members.items():
                yield from sensitive(member, f"{way}.{name}" if way else name, inside)
        case "list":
            yield from sensitive(shape.member, f"{way}[]", inside)
        case "map":
            yield from sensitive(shape.value, f"{way}.*", inside)


def there(shape: Any, path: str) -> bool:
    """Whether a path, as reads write those of what they conceal, is in a shape."""
    for piece in path.split("."):
        name, lists = piece.rstrip("[]"), piece.count("[]")
        if name == "*":
            if shape.type_name != "map":
                return False
            shape = shape.value
        elif name not in getattr(shape, "members", {}):
            return False
        else:
            shape = shape.members[name]
        for _ in range(lists):
            if shape.type_name != "list":
                return False
            shape = shape.member
    return True
