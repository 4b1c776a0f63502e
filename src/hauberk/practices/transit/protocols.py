"""Which versions of TLS are spoken, and where plain HTTP is."""

from collections.abc import Iterator
from functools import partial

from hauberk.model.api import HTTP, REST, Route
from hauberk.model.application import Application
from hauberk.model.edge import Distribution
from hauberk.model.subject import (
    WHOLE,
    Number,
    Part,
    Seed,
    Subject,
    Text,
    as_flag,
    as_text,
    below,
    listed,
    named,
    presence,
    spread,
)
from hauberk.model.values import Absent, Known, Pattern, Unknown, Value
from hauberk.model.verdict import HIGH, MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_off, plain
from hauberk.practices.control import control
from hauberk.study.study import Study

PLACES: dict[str, str] = {
    "AWS::ApiGateway::DomainName": "SecurityPolicy",
    "AWS::ApiGatewayV2::DomainName": "DomainNameConfigurations",
    "AWS::CloudFront::Distribution": "DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
    "AWS::ElasticLoadBalancingV2::Listener": "SslPolicy",
    "AWS::Elasticsearch::Domain": "DomainEndpointOptions.TLSSecurityPolicy",
    "AWS::OpenSearchService::Domain": "DomainEndpointOptions.TLSSecurityPolicy",
    "AWS::Transfer::Server": "SecurityPolicyName",
}
"""Where a resource says which versions it speaks (CloudFormation Template Reference, 2026-11)."""
_OF_CLOUDFRONT = "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate"
"""With it CloudFront sets the policy to TLSv1, whatever MinimumProtocolVersion says ("ViewerCertificate", CloudFront
API reference, 2026-11)."""
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
OLD_PROTOCOLS = (Known("SSLv3"), Known("TLSv1"), Known("TLSv1.1"))
WEAK_DEFAULTS = {LISTENER: "ELBSecurityPolicy-2016-08", "AWS::Transfer::Server": "TransferSecurityPolicy-2018-11"}
"""What CloudFormation gives where no policy is named ("Security policies for your Application Load Balancer", Elastic
Load Balancing user guide; "Security policies for AWS Transfer Family servers", Transfer Family user guide, 2026-11)."""
WEAK = (
    "ELBSecurityPolicy-2015-05",
    "ELBSecurityPolicy-2016-08",
    "ELBSecurityPolicy-FS-1-1-2019-08",
    "ELBSecurityPolicy-FS-2018-06",
    "ELBSecurityPolicy-TLS-1-0-2015-04",
    "ELBSecurityPolicy-TLS-1-1-2017-01",
    "ELBSecurityPolicy-TLS13-1-0-2021-06",
    "ELBSecurityPolicy-TLS13-1-1-2021-06",
    "Policy-Min-TLS-1-0-2019-07",
    "SSLv3",
    "TLS_1_0",
    "TLSv1",
    "TLSv1.1_2016",
    "TLSv1_2016",
    "TransferSecurityPolicy-2018-11",
)
"""Policies that still speak TLS 1.0 or 1.1, or SSL (pages of the services on security policies, 2026-11)."""


class Speaker(Subject):
    """Something that speaks TLS with clients."""

    TYPES = tuple(PLACES)
    __slots__ = ()


@control("weak-tls-policy", practice=7, severity=MEDIUM, subject=Speaker)
def weak_tls_policy(speaker: Speaker, study: Study) -> Verdict:
    """A domain speaks TLS 1.0 or 1.1.

    Both have been deprecated since 2021 (RFC 8996): their hashes and ciphers are broken or weak.

    Attack: someone on the way makes client and server agree on the weakest version that both know, and reads along.

    Safe when: never; clients that know nothing newer get no updates either.

    Fix: ask for TLS 1.2 or newer: SecurityPolicy TLS_1_2, or the service's current policy.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    """
    value = speaker.at(PLACES[speaker.resource.type])
    if isinstance(value, Absent) and speaker.resource.type in WEAK_DEFAULTS:
        return _by_default(speaker, value)
    if speaker.resource.type == "AWS::ApiGatewayV2::DomainName":
        for config in listed(value):
            verdict = _judged(named(config).value("SecurityPolicy"))
            if verdict.primary is not None:
                return verdict
        return unknown(value) if isinstance(value, Unknown) else satisfied()
    doubt: Unknown | None = None
    for protocol in _towards_origins(speaker):
        if protocol in OLD_PROTOCOLS:
            return violated(protocol.says("this is a version of SSL or TLS that is broken, towards the origin"))
        doubt = protocol if isinstance(protocol, Unknown) else doubt
    verdict = _of_cloudfront(speaker) or _judged(value)
    return unknown(doubt) if doubt is not None and verdict.state is not State.VIOLATED else verdict


def _towards_origins(speaker: Speaker) -> Iterator[Value]:
    """The versions that a distribution speaks with its origins, and what isn't known of them."""
    for origin in listed(speaker.at("DistributionConfig.Origins")):
        config = named(origin).value("CustomOriginConfig")
        doubt = next((value for value in (origin, config) if isinstance(value, Unknown)), None)
        yield from listed(named(config).value("OriginSSLProtocols")) if doubt is None else (doubt,)


def _of_cloudfront(speaker: Speaker) -> Verdict | None:
    """What there is to say of a distribution without a certificate of its own: CloudFront then takes its old policy,
    whatever is written ("ViewerCertificate", CloudFront API reference, 2026-11)."""
    if speaker.resource.type != "AWS::CloudFront::Distribution":
        return None
    certificate = speaker.at("DistributionConfig.ViewerCertificate")
    if isinstance(certificate, Unknown):
        return unknown(certificate)
    default = as_flag(named(certificate).value("CloudFrontDefaultCertificate"))
    if isinstance(default, Unknown):
        return unknown(default)
    if not isinstance(certificate, Absent) and default != Known(True):
        return None
    return not_applicable(
        "it has CloudFront's own certificate, and its old policy: only a domain of its own has another"
    )


def _by_default(speaker: Speaker, policy: Value) -> Verdict:
    """Where CloudFormation's default is an old policy, not the console's new one."""
    if speaker.resource.type == LISTENER:
        protocol = speaker.at("Protocol")
        if isinstance(protocol, Unknown):
            return unknown(protocol)
        if protocol not in (Known("HTTPS"), Known("TLS")):
            return not_applicable("it doesn't speak TLS")
    name = WEAK_DEFAULTS[speaker.resource.type]
    return violated(policy.says(f"without a policy of its own {speaker.name} gets {name}, which is out of date"))


def _judged(value: Value) -> Verdict:
    match value:
        case Absent():
            return not_applicable("AWS's default applies, which the service keeps current")
        case Known(str() as policy) if policy in WEAK:
            return violated(value.says(f"{policy} lets clients speak versions of TLS that are broken"))
        case Known():
            return satisfied()
    return unknown(value)


class Integration(Route):
    """What an API passes requests on to: a method, an integration, or an operation of a definition."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """What the subject is, for the ledger."""
        return self.KIND if self.form == "operation" else self.resource.type

    def part(self, name: str) -> Value:
        """What is said of the integration under a name, as resources have it."""
        if self.form == "method":
            return self.at(f"Integration.{name}")
        if self.form == "operation":
            return self.at(f"x-amazon-apigateway-integration.{name[0].lower()}{name[1:]}")
        return self.at(name if name == "ConnectionType" else f"Integration{name}")

    @property
    def uri(self) -> Value:
        """The address behind the integration."""
        return self.part("Uri")

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every integration of every API."""
        for resource in application.of("AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Integration"):
            form = "method" if resource.type == "AWS::ApiGateway::Method" else "integration"
            for guard in presence(resource):
                yield Seed(resource.id, guard, resource, partial(cls, resource, form=form))
        for resource in application.of(REST, HTTP):
            yield from cls._operations(resource)


@control("plain-http-integration", practice=7, severity=MEDIUM, subject=Integration)
def plain_http_integration(integration: Integration, study: Study) -> Verdict:
    """An API passes requests on without TLS.

    The client's connection is encrypted, the one behind it isn't: bodies and tokens travel in plain text between AWS
    and the server behind.

    Attack: someone on the way reads and changes requests that clients think are protected.

    Safe when: a VPC link leads to a private address, and the network is trusted.

    Fix: use https:// in the integration's URI.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    - https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html
    """
    uri = integration.uri
    match uri:
        case Known(str() as address) | Pattern((str() as address, *_)) if address.lower().startswith("http://"):
            return violated(uri.says(_in_plain_text(integration)))
        case Known():
            return satisfied()
        case Unknown() if _may_be_http(integration):
            return unknown(uri)
    return not_applicable("it leads nowhere by HTTP")


def _in_plain_text(integration: Integration) -> str:
    linked = integration.part("ConnectionType") == Known("VPC_LINK")
    return f"requests cross {'the VPC' if linked else 'the internet'} unencrypted"


def _may_be_http(integration: Integration) -> bool:
    kind = as_text(integration.part("Type"))
    return not isinstance(kind, Known) or str(kind.value).upper() in ("HTTP", "HTTP_PROXY")


@control("integration-skips-verification", practice=7, severity=HIGH, subject=Route)
def integration_skips_verification(route: Route, study: Study) -> Verdict:
    """A REST API doesn't check who issued the certificate of the server behind it.

    TLS that trusts every issuer encrypts, for whoever answers. Only a definition (OpenAPI) can ask for it: the
    properties of a method have no such switch. A method of an account tells whether it was asked for.

    Attack: someone on the way presents a certificate of their own and reads everything.

    Safe when: the server's authority is private and the network behind is trusted; better is a public certificate.

    Fix: remove insecureSkipVerification.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integration-tls-config.html
    """
    switch = _skips_verification(route)
    if switch is None:
        return not_applicable("certificates are always checked")
    return must_be_off(switch, "whoever answers is trusted")


def _skips_verification(route: Route) -> Value | None:
    """Whether certificates of any issuer are taken; ``None`` where nothing could ask for that."""
    if route.form == "operation" and route.resource.type == REST:
        return as_flag(route.at("x-amazon-apigateway-integration.tlsConfig.insecureSkipVerification", False))
    account = named(route.resource.attributes.value("Account"))
    told = as_flag(account.value("InsecureSkipVerification"))
    return None if isinstance(told, Absent) else told


class Subscription(Part):
    """A subscription to a topic: a resource of its own, or an element of the topic's list."""

    KIND = "subscription"
    TYPES = ("AWS::SNS::Subscription", "AWS::SNS::Topic")
    __slots__ = ()

    protocol = Text("Protocol")

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every subscription."""
        for topic in application.of("AWS::SNS::Topic"):
            for guard, value in below(topic, "Subscription"):
                for deeper, index, element in spread(value, guard):
                    yield cls.seed(topic, f"Subscription{index}", deeper, element)
        for alone in application.of("AWS::SNS::Subscription"):
            for guard in presence(alone):
                yield cls.seed(alone, WHOLE, guard, Known(alone.properties))


@control("plain-http-subscription", practice=7, severity=MEDIUM, subject=Subscription)
def plain_http_subscription(subscription: Subscription, study: Study) -> Verdict:
    """A topic delivers its messages without TLS.

    A subscription over http sends every message in plain text over the internet.

    Attack: someone on the way reads the messages, and answers in the subscriber's place.

    Safe when: never; any endpoint can have a certificate.

    Fix: use the protocol https.

    References:
    - https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
    """
    if isinstance(subscription.value, Unknown):
        return unknown(subscription.value)
    known, protocol = plain(subscription.protocol)
    if not known:
        return unknown(subscription.protocol)
    if protocol == "http":
        return violated(subscription.protocol.says("messages are delivered unencrypted"))
    return satisfied()


class Listener(Subject):
    """A listener of a load balancer."""

    TYPES = ("AWS::ElasticLoadBalancingV2::Listener",)
    __slots__ = ()

    port = Number("Port")
    protocol = Text("Protocol")


@control("listener-without-tls", practice=7, severity=MEDIUM, subject=Listener)
def listener_without_tls(listener: Listener, study: Study) -> Verdict:
    """A load balancer takes requests without TLS.

    An HTTP listener that forwards requests takes whatever clients send in plain text, sessions and passwords included.

    Attack: someone in the same network as a client reads its session and takes it over.

    Safe when: the listener only redirects to HTTPS; such listeners pass.

    Fix: listen with HTTPS, and let port 80 redirect.

    References:
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1
    """
    known, protocol = plain(listener.protocol)
    if not known:
        return unknown(listener.protocol)
    if protocol == "TCP" and listener.port != Known(80):
        return not_applicable("it passes connections on as they are; TLS, if there is any, ends behind it")
    if protocol not in ("HTTP", "TCP"):
        return satisfied()
    for action in listed(listener.at("DefaultActions")):
        if named(action).value("Type") == Known("redirect"):
            return satisfied()
    return violated(listener.protocol.says("requests come in unencrypted"))


@control("distribution-allows-http", practice=7, severity=MEDIUM, subject=Distribution)
def distribution_allows_http(distribution: Distribution, study: Study) -> Verdict:
    """A distribution answers without TLS.

    With the viewer protocol policy allow-all, clients that ask over http get an answer in plain text.

    Attack: someone in the same network as a client reads and changes pages.

    Safe when: never; redirecting costs nothing.

    Fix: set ViewerProtocolPolicy to redirect-to-https or https-only.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3
    """
    first = distribution.at("DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy")
    more = [
        named(behavior).value("ViewerProtocolPolicy")
        for behavior in listed(distribution.at("DistributionConfig.CacheBehaviors"))
    ]
    for policy in (first, *more):
        match policy:
            case Known("allow-all"):
                return violated(policy.says("clients that ask over http are answered over http"))
            case Unknown():
                return unknown(policy)
    return satisfied()


CONTROLS = (
    weak_tls_policy,
    plain_http_integration,
    integration_skips_verification,
    plain_http_subscription,
    listener_without_tls,
    distribution_allows_http,
)
