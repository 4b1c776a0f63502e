"""Who called: access logs of APIs, distributions, load balancers and buckets."""

from hauberk.model.api import GraphqlApi, HttpStage, RestStage
from hauberk.model.subject import Subject, listed, named, resource_of
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must, must_be_given
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("rest-api-without-access-logs", practice=4, severity=MEDIUM, subject=RestStage)
def rest_api_without_access_logs(stage: RestStage, study: Study) -> Verdict:
    """A REST API doesn't log who calls.

    The access log has the caller's address, identity, path and answer of every request, those included that never reach
    a function.

    Attack: someone tries tokens and ids for weeks, and there is no record to see it in.

    Safe when: everything passes a CloudFront distribution that logs.

    Fix: set AccessLogSetting with a log group and a JSON format.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-1
    """
    return must_be_given(stage.access_log, "nobody records who calls the API")


@control("http-api-without-access-logs", practice=4, severity=MEDIUM, subject=HttpStage)
def http_api_without_access_logs(stage: HttpStage, study: Study) -> Verdict:
    """An HTTP or WebSocket API doesn't log who calls.

    HTTP APIs have no other log: without access logs there is no record of a request unless its function writes one.

    Attack: someone tries tokens and ids for weeks, and there is no record to see it in.

    Safe when: everything passes a CloudFront distribution that logs.

    Fix: set AccessLogSettings with a log group and a JSON format.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9
    """
    return must_be_given(stage.access_log, "nobody records who calls the API")


@control("api-logs-whole-requests", practice=4, severity=MEDIUM, subject=RestStage)
def api_logs_whole_requests(stage: RestStage, study: Study) -> Verdict:
    """A REST API logs whole requests and answers.

    Data tracing writes bodies and headers into the execution log: passwords at the login, tokens, personal data.

    Attack: whoever may read logs has the credentials of everyone who signed in.

    Safe when: the stage is for development and sees no real data.

    Fix: set DataTraceEnabled to false; LoggingLevel ERROR tells what goes wrong without the data.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
    """
    if isinstance(stage.methods, Unknown):
        return unknown(stage.methods)
    for setting in listed(stage.methods):
        value = named(setting).value("DataTraceEnabled")
        if value in (Known(True), Known("true")):
            return violated(value.says("bodies and headers of every request are written into the log"))
        if isinstance(value, Unknown):
            return unknown(value)
    return satisfied()


@control("graphql-api-without-logs", practice=4, severity=MEDIUM, subject=GraphqlApi)
def graphql_api_without_logs(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API doesn't log its queries' errors.

    Without field logs nobody sees which resolvers fail, and for whom.

    Attack: someone probes fields one after the other for what isn't protected; the errors go nowhere.

    Safe when: another tool records queries.

    Fix: set LogConfig with FieldLogLevel ERROR and a role that may write logs.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/appsync-controls.html#appsync-2
    """
    return must(api.log_level, lambda level: level not in ("NONE", None), "errors of queries are written nowhere")


class Edge(Subject):
    """A distribution, load balancer or bucket, as far as its access log is concerned."""

    TYPES = ("AWS::CloudFront::Distribution", "AWS::ElasticLoadBalancingV2::LoadBalancer")
    __slots__ = ()


@control("edge-without-access-logs", practice=4, severity=MEDIUM, subject=Edge)
def edge_without_access_logs(edge: Edge, study: Study) -> Verdict:
    """A distribution or load balancer doesn't log who calls.

    What lies behind sees the edge's address, not the caller's. Only the edge's log tells who it was.

    Attack: after an incident the requests can't be traced back to anyone.

    Safe when: a web ACL in front logs every request.

    Fix: set Logging on the distribution, access_logs.s3.enabled on the load balancer.

    References:
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
    """
    says = "nobody records who calls"
    if edge.resource.type == "AWS::CloudFront::Distribution":
        return must_be_given(edge.at("DistributionConfig.Logging.Bucket"), says)
    if edge.at("Type") in (Known("network"), Known("gateway")) and not _answers_tls(edge, study):
        return not_applicable("it writes logs of TLS connections only, and has no TLS listener")
    attributes = edge.at("LoadBalancerAttributes")
    if isinstance(attributes, Unknown):
        return unknown(attributes)
    for attribute in listed(attributes):
        fields = named(attribute)
        if fields.value("Key") == Known("access_logs.s3.enabled"):
            value = fields.value("Value")
            if isinstance(value, Unknown):
                return unknown(value)
            return satisfied() if value in (Known(True), Known("true")) else violated(value.says(says))
    return violated(edge.says(says))


def _answers_tls(balancer: Edge, study: Study) -> bool:
    listeners = study.users(balancer, "AWS::ElasticLoadBalancingV2::Listener")
    return any(Subject(listener, balancer.world).at("Protocol") == Known("TLS") for listener in listeners)


class LoggedBucket(Subject):
    """A bucket, as far as its access log is concerned."""

    TYPES = ("AWS::S3::Bucket",)
    __slots__ = ()


@control("bucket-without-access-logs", practice=4, severity=LOW, subject=LoggedBucket)
def bucket_without_access_logs(bucket: LoggedBucket, study: Study) -> Verdict:
    """A bucket doesn't log who reads it.

    Server access logs, or CloudTrail's data events, tell who fetched which object. Without either, a leak can't be
    measured.

    Attack: someone downloads everything, and all that can be said afterwards is "perhaps".

    Safe when: a trail records the bucket's data events, or the bucket itself holds access logs; such buckets pass. The
    bucket of a trail is asked: who reads or changes the trail should leave a trace.

    Fix: set LoggingConfiguration.DestinationBucketName, or record data events in CloudTrail.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9
    """
    own = bucket.at("LoggingConfiguration")
    if not isinstance(own, Absent):
        return must_be_given(own, "this switches nothing on: nobody records who reads and writes the bucket")
    for other in study.users(bucket, "AWS::S3::Bucket", "AWS::CloudTrail::Trail"):
        kept = Subject(other, bucket.world).at("S3BucketName")
        if other.id != bucket.resource.id and resource_of(kept) != bucket.resource.id:
            return not_applicable("it holds logs itself, or a trail records it")
    if _takes_logs(bucket, study):
        return not_applicable("it holds logs itself")
    return violated(bucket.says("nobody records who reads and writes the bucket"))


def _takes_logs(bucket: LoggedBucket, study: Study) -> bool:
    """Whether a distribution or a load balancer writes its log into a bucket."""
    for edge in study.users(bucket, *Edge.TYPES):
        seen = Subject(edge, bucket.world)
        targets = [seen.at("DistributionConfig.Logging.Bucket")]
        targets.extend(named(attribute).value("Value") for attribute in listed(seen.at("LoadBalancerAttributes")))
        if any(resource_of(target) == bucket.resource.id for target in targets):
            return True
    return False


CONTROLS = (
    rest_api_without_access_logs,
    http_api_without_access_logs,
    api_logs_whole_requests,
    graphql_api_without_logs,
    edge_without_access_logs,
    bucket_without_access_logs,
)
