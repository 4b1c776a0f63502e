"""A WebSocket API's own domain name, its mappings and its records."""

import re
from typing import Any

from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Fields, Known, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, filled, nothing, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway import records
from hauberk.sources.sam.gateway.ids import mark

DOMAIN = "ApiGatewayDomainNameV2"


def derive(context: Context, api: str, source: Resource, stage: Value, tags: Value) -> None:
    """Makes what the property ``Domain`` asks for."""
    written = source.properties.value("Domain")
    config = fields_of(written)
    if nothing(config.value("DomainName")):
        return
    head = written.span or source.head
    trail = (head,) if head else ()
    name = DOMAIN + mark(config.value("DomainName"))

    def add(id_: str, kind: str, content: dict[str, Any]) -> None:
        entries = {key: tree(child, trail) for key, child in content.items() if child is not None}
        context.add(id_, kind, entries, source, head=head, presence=PRESENT, attributes=Fields({}))

    settings = {
        "CertificateArn": config.value("CertificateArn"),
        "EndpointType": filled(config.value("EndpointConfiguration"), Known("REGIONAL", trail)),
        "SecurityPolicy": config.value("SecurityPolicy"),
        "OwnershipVerificationCertificateArn": config.value("OwnershipVerificationCertificateArn"),
        "IpAddressType": config.value("IpAddressType"),
    }
    content = {
        "DomainName": config.value("DomainName"),
        "DomainNameConfigurations": [settings],
        "MutualTlsAuthentication": config.value("MutualTlsAuthentication"),
        "Tags": tags,
    }
    add(name, "AWS::ApiGatewayV2::DomainName", content)
    paths = entries_of(config.value("BasePath")) or [Known("/", trail)]
    for path in paths:
        key = str(certain(path) or "").strip("/")
        mapping = {
            "ApiId": context.ref(api, trail),
            "DomainName": context.ref(name, trail),
            "Stage": stage,
            "ApiMappingKey": Known(key, path.trail) if key else None,
        }
        add(f"{api}{re.sub(r'[^A-Za-z0-9]', '', key)}ApiMapping", "AWS::ApiGatewayV2::ApiMapping", mapping)
    target = {
        "HostedZoneId": context.get_att(name, "RegionalHostedZoneId", trail),
        "DNSName": context.get_att(name, "RegionalDomainName", trail),
    }
    options: dict[str, Any] = {"joins": False, "head": head, "presence": PRESENT, "attributes": Fields({})}
    records.derive(context, source, config, target, trail, **options)
