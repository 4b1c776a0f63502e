"""Public entries and the web ACL that should stand before them."""

from collections.abc import Iterator

from hauberk.model.api import GraphqlApi, HttpApi, HttpStage, RestApi, RestStage
from hauberk.model.compute import FunctionUrl
from hauberk.model.edge import Distribution, LoadBalancer
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Known, Reason, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given
from hauberk.practices.control import control
from hauberk.practices.firewall.associations import guarded
from hauberk.study.study import Study
from hauberk.study.urls import SHUT, answers_anyone

MAPPINGS = (
    "AWS::ApiGateway::BasePathMapping",
    "AWS::ApiGateway::BasePathMappingV2",
    "AWS::ApiGatewayV2::ApiMapping",
)


_PRIVATE = "the API can be reached from its VPC endpoints only"


def _is_private(api: Subject) -> bool:
    """Whether an API has no address on the internet."""
    return any(kind == Known("PRIVATE") for kind in listed(api.at("EndpointConfiguration.Types")))


def _asked(entry: Subject, study: Study, says: str) -> Verdict:
    found = guarded(entry, study)
    if isinstance(found, Value):
        return unknown(found)
    return satisfied() if found else violated(entry.says(says))


@control("rest-api-without-web-acl", practice=9, severity=MEDIUM, subject=RestStage)
def rest_api_without_web_acl(stage: RestStage, study: Study) -> Verdict:
    """A REST API stands without a web application firewall.

    A web ACL refuses known attacks, bad bots and floods before they reach a function and cost anything.

    Attack: scanners try every known exploit against the API all day, and each try is an invocation that you pay for.

    Safe when: the API is private, or CloudFront with a web ACL stands before it and direct access is closed.

    Fix: add an AWS::WAFv2::WebACLAssociation with the stage's ARN.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-4
    """
    api = study.named(stage.api)
    if api is not None:
        if _is_private(Subject(api, stage.world)):
            return not_applicable(_PRIVATE)
        if any(study.graph.users(api.id, *Distribution.TYPES)):
            return not_applicable("a distribution stands before it")
    return _asked(stage, study, "no web ACL of the application stands before this stage")


@control("graphql-api-without-web-acl", practice=9, severity=MEDIUM, subject=GraphqlApi)
def graphql_api_without_web_acl(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API stands without a web application firewall.

    A web ACL refuses floods and known attacks before resolvers run.

    Attack: thousands of expensive queries a minute, each of which you pay for.

    Safe when: the API is private.

    Fix: add an AWS::WAFv2::WebACLAssociation with the API's ARN.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html
    """
    if api.visibility == Known("PRIVATE"):
        return not_applicable("the API is private")
    return _asked(api, study, "no web ACL of the application stands before this API")


class UserPool(Subject):
    """A Cognito user pool."""

    TYPES = ("AWS::Cognito::UserPool",)
    __slots__ = ()


@control("user-pool-without-web-acl", practice=9, severity=LOW, subject=UserPool)
def user_pool_without_web_acl(pool: UserPool, study: Study) -> Verdict:
    """A login stands without a web application firewall.

    A user pool's endpoints are public. A web ACL slows down whoever tries passwords and signs up by the thousand.

    Attack: lists of leaked passwords are tried against every account.

    Safe when: users come from another provider, and the pool's own sign-in is off.

    Fix: add an AWS::WAFv2::WebACLAssociation with the pool's ARN, with a rate rule.

    References:
    - https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html
    """
    return _asked(pool, study, "no web ACL of the application stands before this login")


@control("load-balancer-without-web-acl", practice=9, severity=MEDIUM, subject=LoadBalancer)
def load_balancer_without_web_acl(balancer: LoadBalancer, study: Study) -> Verdict:
    """A load balancer stands without a web application firewall.

    What passes an application load balancer reaches functions and machines as it is.

    Attack: scanners try every known exploit against what lies behind.

    Safe when: the balancer is internal, or a distribution with a web ACL stands before it.

    Fix: add an AWS::WAFv2::WebACLAssociation with the balancer's ARN.

    References:
    - https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16
    """
    if balancer.kind_of in (Known("network"), Known("gateway")) or balancer.scheme == Known("internal"):
        return not_applicable("it is internal, or no application load balancer")
    return _asked(balancer, study, "no web ACL of the application stands before this load balancer")


@control("distribution-without-web-acl", practice=9, severity=MEDIUM, subject=Distribution)
def distribution_without_web_acl(distribution: Distribution, study: Study) -> Verdict:
    """A distribution stands without a web application firewall.

    A distribution is the front door; without a web ACL it passes every request on that isn't cached.

    Attack: requests that never hit the cache reach the API behind as fast as the attacker can send them.

    Safe when: everything behind it is a static, public site; a distribution of buckets alone passes.

    Fix: set WebACLId to a web ACL of the scope CLOUDFRONT.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-6
    """
    origins = list(listed(distribution.origins))
    if origins and all(_is_bucket(origin) for origin in origins):
        return not_applicable("only files of buckets are behind it")
    says = "no web ACL stands before this distribution"
    return must_be_given(distribution.web_acl, says)


def _is_bucket(origin: Value) -> bool:
    return not isinstance(named(origin).value("S3OriginConfig"), Absent)


def _reached_by_own_name(api: Resource, asking: Subject, study: Study) -> bool:
    """Whether a distribution has one of the API's own domain names as an origin."""
    names = []
    for mapping in study.graph.users(api.id, *MAPPINGS):
        name = asking.world.pick(mapping.properties.value("DomainName"))
        domain = study.named(name)
        names.append(name if domain is None else asking.world.pick(domain.properties.value("DomainName")))
    for distribution in study.there(asking, *Distribution.TYPES):
        for origin in listed(Distribution(distribution, asking.world).origins):
            if any(name == named(origin).value("DomainName") for name in names if not isinstance(name, Unknown)):
                return True
    return False


@control("http-api-without-web-acl", practice=9, severity=LOW, subject=HttpStage)
def http_api_without_web_acl(stage: HttpStage, study: Study) -> Verdict:
    """An HTTP or WebSocket API stands without a web application firewall.

    A web ACL can't be attached to an HTTP or WebSocket API. It needs a CloudFront distribution with one before it.

    Attack: scanners try every known exploit against the API all day, and each try is an invocation that you pay for.

    Safe when: the API is for machines that sign their requests.

    Fix: put CloudFront with a web ACL before the API; in place of an HTTP API a REST API does too.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
    """
    api = study.named(stage.api)
    if api is None:
        return unknown(stage.api) if isinstance(stage.api, Unknown) else not_applicable("its API isn't in the template")
    if next(study.graph.users(api.id, *Distribution.TYPES), None) is not None or _reached_by_own_name(
        api, stage, study
    ):
        return satisfied()
    return violated(stage.says("requests come straight to the API, past any web ACL"))


@control("function-url-without-distribution", practice=9, severity=LOW, subject=FunctionUrl)
def function_url_without_distribution(url: FunctionUrl, study: Study) -> Verdict:
    """A function URL stands in the open.

    A function URL has no throttle, no web ACL and no domain of its own. CloudFront with origin access control adds all
    three, and then the URL itself can ask for IAM and refuse everyone else.

    Attack: a flood goes straight to the function and uses up the account's concurrency.

    Safe when: only machines that sign their requests call it.

    Fix: put CloudFront with origin access control before it and set AuthType to AWS_IAM.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
    """
    if url.auth == Known("AWS_IAM"):
        return satisfied()
    if isinstance(url.auth, Unknown):
        return unknown(url.auth)
    answers = answers_anyone(url, study)
    if isinstance(answers, Reason):
        return unknown(answers)
    if not answers:
        return not_applicable(SHUT)
    return violated(url.auth.says("requests come straight to the function, past any web ACL and throttle"))


class NamedApi(Subject):
    """An API, asked about with its own domain names."""

    TYPES = (*RestApi.TYPES, *HttpApi.TYPES)
    __slots__ = ()


@control("default-endpoint-open", practice=9, severity=LOW, subject=NamedApi)
def default_endpoint_open(api: NamedApi, study: Study) -> Verdict:
    """An API can be reached past its own domain name.

    An API with a domain name of its own, or with a distribution before it, still answers at the address that AWS gave
    it. There, mutual TLS isn't asked for, nor is the distribution or its web ACL passed.

    Attack: the attacker takes the execute-api address out of an error message and goes round the firewall.

    Safe when: nothing but the name differs between the two, or the API's own web ACL asks for a secret header that the
    distribution adds.

    Fix: set DisableExecuteApiEndpoint to true. A distribution needs a domain name of the API's own as its origin first.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
    """
    if _is_private(api):
        return not_applicable(_PRIVATE)
    named_itself = any(study.users(api, *MAPPINGS))
    if not named_itself and not any(study.users(api, *Distribution.TYPES)):
        return not_applicable("it has no domain name of its own, nor a distribution before it")
    if not named_itself and any(guarded(stage, study) is True for stage in _stages(api, study)):
        return not_applicable("a web ACL of its own stands before it")
    for path in ("DisableExecuteApiEndpoint", f"Body.{_EXTENSION}.{_INNER}"):
        value = api.at(path)
        if value in (Known(True), Known("true")):
            return satisfied()
        if isinstance(value, Unknown):
            return unknown(value)
    for server in listed(api.at("Body.servers")):
        if named(named(server).value(_EXTENSION)).value(_INNER) in (Known(True), Known("true")):
            return satisfied()
    if named_itself:
        return violated(api.says("it also answers at the address that AWS gave it"))
    return violated(api.says("it also answers whoever goes round its distribution to the address that AWS gave it"))


def _stages(api: Subject, study: Study) -> Iterator[RestStage]:
    return (RestStage(stage, api.world) for stage in study.users(api, "AWS::ApiGateway::Stage"))


_EXTENSION, _INNER = "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint"

CONTROLS = (
    rest_api_without_web_acl,
    http_api_without_web_acl,
    graphql_api_without_web_acl,
    user_pool_without_web_acl,
    load_balancer_without_web_acl,
    distribution_without_web_acl,
    function_url_without_distribution,
    default_endpoint_open,
)
