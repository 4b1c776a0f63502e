"""An HTTP API's own domain name, its mappings and its records."""

import re
from typing import Any

from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, filled, nothing
from hauberk.sources.sam.gateway import records
from hauberk.sources.sam.gateway.domains import mutual_tls
from hauberk.sources.sam.http.api import CREATED_BY, Api
from hauberk.sources.sam.http.names import domain_id, stage_id


def derive(api: Api) -> None:
    """Makes what the property ``Domain`` asks for."""
    written = api.value("Domain")
    config = fields_of(written)
    if nothing(config.value("DomainName")):
        return
    trail = (written.span,) if written.span else api.trail
    name = domain_id(config)
    settings: dict[str, Any] = {
        "CertificateArn": config.value("CertificateArn"),
        "EndpointType": filled(config.value("EndpointConfiguration"), Known("REGIONAL", trail)),
        "SecurityPolicy": config.value("SecurityPolicy"),
        "OwnershipVerificationCertificateArn": config.value("OwnershipVerificationCertificateArn"),
    }
    content: dict[str, Any] = {
        "DomainName": config.value("DomainName"),
        "DomainNameConfigurations": [{key: value for key, value in settings.items() if not nothing(value)}],
        "Tags": {CREATED_BY: "SAM"},
    }
    content["MutualTlsAuthentication"] = mutual_tls(config)
    api.add(name, "AWS::ApiGatewayV2::DomainName", content, trail)
    _mappings(api, config, name, trail)
    target = {
        "HostedZoneId": api.context.get_att(name, "RegionalHostedZoneId", trail),
        "DNSName": api.context.get_att(name, "RegionalDomainName", trail),
    }
    records.derive(api.context, api.source, config, target, trail, head=trail[0] if trail else None)


def _mappings(api: Api, config: Fields, name: str, trail: Trail) -> None:
    paths: list[Value | None] = list(entries_of(config.value("BasePath"))) or [None]
    for path in paths:
        text = str(certain(path) or "") if path is not None else ""
        content = {
            "DomainName": api.context.ref(name, trail),
            "ApiId": api.ref(trail=trail),
            "Stage": api.context.ref(stage_id(api.name, api.properties), trail),
            "ApiMappingKey": Known(text.strip("/"), path.trail) if path is not None else None,
        }
        word = re.sub(r"[-_/]+", "", text)
        api.add(f"{api.name}{word}ApiMapping", "AWS::ApiGatewayV2::ApiMapping", content, trail)
