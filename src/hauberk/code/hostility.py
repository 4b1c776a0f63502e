"""Which parts of an event somebody outside says.

Sources: the Lambda developer guide's pages on each event source, with an example of its events (2026-11).
"""

_OWN = frozenset(
    (
        "eventSource",
        "eventSourceARN",
        "eventName",
        "eventVersion",
        "eventTime",
        "awsRegion",
        "eventID",
        "messageId",
        "receiptHandle",
        "md5OfBody",
        "EventSource",
        "EventVersion",
        "EventSubscriptionArn",
        "eventTriggerARN",
    )
)
"""What AWS writes into each record."""
_OF_CLOUDFORMATION = frozenset(
    (
        "LogicalResourceId",
        "OldResourceProperties",
        "PhysicalResourceId",
        "RequestId",
        "RequestType",
        "ResourceProperties",
        "ResourceType",
        "ResponseURL",
        "ServiceToken",
        "StackId",
    )
)
"""What CloudFormation tells the function of a custom resource (CloudFormation user guide, "Custom resource request
objects", 2026-11): whoever deploys the stack says it."""
_BY_AWS = frozenset(("configuration", "getObjectContext", "methodArn", "protocolVersion", "routeArn", "userRequest"))
"""What S3 Object Lambda and API Gateway's authorizers are told by AWS itself (Amazon S3 user guide, "Event context
format and usage"; API Gateway developer guide, "Input to an API Gateway Lambda authorizer"; 2026-11)."""
_OF_SNS = frozenset(
    ("MessageId", "TopicArn", "Timestamp", "Type", "Signature", "SignatureVersion", "SigningCertUrl", "UnsubscribeUrl")
)
_OF_MAIL = (("mail", "messageId"), ("mail", "timestamp"))
"""What Amazon SES says itself of a mail that it received (Amazon SES developer guide, "Lambda function action event
contents", 2026-11)."""
_OF_SENDERS = frozenset(("AWSTraceHeader", "MessageDeduplicationId", "MessageGroupId"))
"""Attributes of SQS that who sends a message says; the others are AWS's."""
_OF_CONTEXT = frozenset(("path", "userAgent", "rawPath", "queryParameters", "http", "authorizer", "identity", "user"))
_OF_CONNECTIONS = frozenset(("sourceIp", "source_ip"))
"""What API Gateway sees of a connection itself, whatever its headers say: the address in digits."""
_CLAIMS = frozenset(("claims", "identity", "jwt", "jwt_claim", "jwt_claims"))
_ASKED = (("userRequest", "url"), ("userRequest", "headers"))
_ROUTED = frozenset(("API Gateway", "function URL"))
"""Kinds of events that only arrive under a domain of the API's own: a request with another host in it is refused before
(API Gateway developer guide, "Custom domain names"; Lambda developer guide, "Function URLs"; 2026-11). A load balancer
passes any on."""
_SAID_BY_AWS = frozenset(("schedule", "rotation", "trusted"))
"""Kinds of events all of which a service of AWS writes: a clock's, and Secrets Manager's to a function that rotates. Of
what is ``trusted`` all producers are known, and they say nothing else."""


def hostile(path: tuple[str, ...], trigger: str = "") -> str | None:
    """What to call a part of the input as a source; ``None`` for what AWS, or the application, says itself.

    ``trigger`` is the kind of event, if it is known: without it everything is taken for hostile that may be.
    """
    if path[-1] == "sub" and not _CLAIMS.isdisjoint(path):  # the user pool's own identifier
        return None
    if path[0] not in ("event", "request") or trigger in _SAID_BY_AWS:
        return None
    inner = path[1:]
    if not inner:
        return path[0]
    if inner[0] == "stageVariables" or (trigger in _ROUTED and _is_host(inner)):
        return None
    if inner[0] in ("bucket_name", "aws_region", "invoked_function_arn"):  # of Powertools' classes for events
        return None
    if inner[0] in _OF_CLOUDFORMATION or (inner[0] in _BY_AWS and inner[:2] not in _ASKED):
        return None
    if inner[:2] == ("detail", "bucket") or inner[:2] == ("detail", "reason"):
        return None  # of Amazon S3's events in EventBridge
    if inner[0] == "Records" and len(inner) > 2:
        field = inner[2]
        if field == "cf" and (inner[3:4] == ("config",) or inner[3:5] == ("request", "origin")):
            return None
        if field == "Sns" and inner[3:4] and inner[3] in _OF_SNS:
            return None
        if field in _OWN or (field == "s3" and not _of_object(inner[3:])):
            return None
        if field == "ses" and (inner[3:4] == ("receipt",) or inner[3:5] in _OF_MAIL):
            return None
        if field == "attributes" and inner[3:4] and inner[3] not in _OF_SENDERS and inner[3] != "*":
            return None
        if field == "dynamodb" and inner[3:4] and inner[3] in ("SequenceNumber", "SizeBytes", "StreamViewType"):
            return None
        if field == "kinesis" and inner[3:4] and inner[3] in ("sequenceNumber", "approximateArrivalTimestamp"):
            return None
    if inner[0] == "records" and inner[2:3] in (("recordId",), ("approximateArrivalTimestamp",)):
        return None  # of Firehose's events
    of_context = inner[0] in ("requestContext", "request_context") and len(inner) > 1
    if of_context and (inner[1] not in _OF_CONTEXT or inner[-1] in _OF_CONNECTIONS):
        return None
    if trigger == "eventbridge" and inner[0] not in ("detail", "resources"):
        return None
    if trigger == "cognito" and inner[0] in ("version", "region", "userPoolId", "triggerSource", "callerContext"):
        return None
    return _told(path)


def _told(path: tuple[str, ...]) -> str:
    """A part of the input as one would write it: ``event.Records[].body.id``. What was decoded is still the body."""
    return ".".join(part for part in path if part != "{}").replace(".*", "[]")


def _is_host(inner: tuple[str, ...]) -> bool:
    """Whether a part of a request is the host that it was sent to."""
    return len(inner) > 1 and inner[0] in ("headers", "multiValueHeaders") and inner[1].lower() == "host"


def _of_object(inner: tuple[str, ...]) -> bool:
    """Whether a part of S3's record is the name of the object, or all that holds it."""
    return not inner or (inner[0] == "object" and (len(inner) == 1 or inner[1] == "key"))
