"""A REST API's own domain name, public or private, its mappings and its records."""

from typing import Any

from hauberk.model.values import Fields, Known, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, entries_of, nothing
from hauberk.sources.sam.gateway import records
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.stage import stage_id

_OPTIONAL = ("SecurityPolicy", "EndpointAccessMode", "OwnershipVerificationCertificateArn")


def domain_id(config: Fields) -> str:
    """The logical id of the domain name."""
    kind = "V2" if certain(config.value("EndpointConfiguration")) == "PRIVATE" else ""
    return f"ApiGatewayDomainName{kind}{records.mark(config.value('DomainName'))}"


def derive(api: Api) -> None:
    """Makes what the property ``Domain`` asks for."""
    written = api.value("Domain")
    config = fields_of(written)
    if nothing(config.value("DomainName")):
        return
    trail = (written.span,) if written.span else api.trail
    name = domain_id(config)
    kind = str(certain(config.value("EndpointConfiguration")) or "REGIONAL")
    private = kind == "PRIVATE"
    endpoint: dict[str, Any] = {"Types": [kind]}
    if not nothing(config.value("IpAddressType")):
        endpoint["IpAddressType"] = config.value("IpAddressType")
    certificate = "RegionalCertificateArn" if kind == "REGIONAL" else "CertificateArn"
    content: dict[str, Any] = {
        "DomainName": config.value("DomainName"),
        certificate: config.value("CertificateArn"),
        "EndpointConfiguration": endpoint,
        **{key: config.value(key) for key in (*_OPTIONAL, "Policy") if not nothing(config.value(key))},
    }
    if not private:
        content["MutualTlsAuthentication"] = config.value("MutualTlsAuthentication")
    api.add(name, f"AWS::ApiGateway::DomainName{'V2' if private else ''}", content, trail)
    _mappings(api, config, name, private, trail)
    access = fields_of(config.value("AccessAssociation"))
    if private and access.names():
        endpoint_id = access.value("VpcEndpointId")
        content = {
            "DomainNameArn": api.context.ref(name, trail),
            "AccessAssociationSourceType": "VPCE",
            "AccessAssociationSource": endpoint_id,
        }
        mark = records.mark(endpoint_id)
        api.add(f"DomainNameAccessAssociation{mark}", "AWS::ApiGateway::DomainNameAccessAssociation", content, trail)
    target = _target(api, config, name, kind, trail)
    records.derive(api.context, api.source, config, target, trail, head=trail[0] if trail else None)


def _mappings(api: Api, config: Fields, name: str, private: bool, trail: Trail) -> None:
    domain = {"DomainNameArn" if private else "DomainName": api.context.ref(name, trail)}
    stage = api.context.ref(stage_id(api), trail)
    paths: list[Value | None] = list(entries_of(config.value("BasePath"))) or [None]
    for path in paths:
        text = str(certain(path) or "") if path is not None else ""
        word = "".join(filter(str.isalnum, text))
        content = {**domain, "RestApiId": api.ref(trail=trail), "Stage": stage}
        if path is not None:
            kept = certain(config.value("NormalizeBasePath")) is False
            content["BasePath"] = path if kept else Known(word, path.trail)
        kind = f"AWS::ApiGateway::BasePathMapping{'V2' if private else ''}"
        api.add(f"{api.name}{word}BasePathMapping", kind, content, trail)


def _target(api: Api, config: Fields, name: str, kind: str, trail: Trail) -> dict[str, Any]:
    route53 = fields_of(config.value("Route53"))
    if kind == "REGIONAL":
        return {
            "HostedZoneId": api.context.get_att(name, "RegionalHostedZoneId", trail),
            "DNSName": api.context.get_att(name, "RegionalDomainName", trail),
        }
    if kind == "EDGE":
        own = route53.value("DistributionDomainName")
        made = api.context.get_att(name, "DistributionDomainName", trail)
        return {"HostedZoneId": records.CLOUDFRONT_ZONE, "DNSName": made if nothing(own) else own}
    return {"HostedZoneId": route53.value("VpcEndpointHostedZoneId"), "DNSName": route53.value("VpcEndpointDomainName")}
