"""OpenSearch Service: search domains, of either engine.

Operations and members from the Amazon OpenSearch Service API Reference, properties from the CloudFormation Template
Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.shaping import document, given, inner, listed, only, text

DOMAIN = "AWS::OpenSearchService::Domain"
_BATCH = 5
"""Domains that are asked about with one call ("DescribeDomains")."""


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    found = listed(answers.data("opensearch", "ListDomainNames"), "DomainNames")
    names = [name for one in found if (name := text(one, "DomainName"))]
    return ({"DomainNames": tuple(names[at : at + _BATCH])} for at in range(0, len(names), _BATCH))


READS = (
    Read("opensearch", "ListDomainNames", (DOMAIN,)),
    Read(
        "opensearch",
        "DescribeDomains",
        (DOMAIN,),
        each=_each,
        after=("opensearch:ListDomainNames",),
        absent=frozenset(("ResourceNotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The domains."""
    managed = managed_keys(answers)
    for arguments in _each(answers):
        answer = answers.of("opensearch", "DescribeDomains", **arguments)
        if isinstance(answer, Unread):
            for name in arguments["DomainNames"]:
                arn = f"arn:{place.partition}:es:{place.region}:{place.account}:domain/{name}"
                yield Made(DOMAIN, arn, name, {"DomainName": name}, returns={"": name, "Arn": arn}, unread=answer)
        for one in listed(answers.data("opensearch", "DescribeDomains", **arguments), "DomainStatusList"):
            arn, name = text(one, "ARN"), text(one, "DomainName")
            if arn and name and one.get("Deleted") is not True:
                address = text(one, "Endpoint")
                returns = {"": name, "Arn": arn, "DomainArn": arn, **given({"DomainEndpoint": address})}
                yield Made(DOMAIN, arn, name, _properties(one, managed), returns=returns)


def _properties(one: Mapping[str, Any], managed: ManagedKeys) -> dict[str, Any]:
    rest = inner(one, "EncryptionAtRestOptions")
    written = one.get("AccessPolicies")
    logs = inner(one, "LogPublishingOptions")
    return given(
        {
            **only(one, "DomainName", "EngineVersion", "DomainEndpointOptions", "NodeToNodeEncryptionOptions"),
            "AccessPolicies": document(written) if written else None,
            "AdvancedSecurityOptions": only(
                one.get("AdvancedSecurityOptions"), "Enabled", "InternalUserDatabaseEnabled", "AnonymousAuthEnabled"
            ),
            "EncryptionAtRestOptions": given(
                {**only(rest, "Enabled"), "KmsKeyId": managed.named(rest.get("KmsKeyId"))}
            ),
            "LogPublishingOptions": {
                kind: only(log, "CloudWatchLogsLogGroupArn", "Enabled")
                for kind, log in logs.items()
                if isinstance(log, Mapping) and log.get("Enabled") is not False
            },
            "VPCOptions": only(one.get("VPCOptions"), "SecurityGroupIds", "SubnetIds"),
        }
    )
