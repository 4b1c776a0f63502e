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
_OF_SNS = frozenset(
    ("MessageId", "TopicArn", "Timestamp", "Type", "Signature", "SignatureVersion", "SigningCertUrl", "UnsubscribeUrl")
)
_OF_CONTEXT = frozenset(("path", "userAgent", "rawPath", "queryParameters", "http", "authorizer", "identity", "user"))
_OF_SERVICES = frozenset(
    (
        *("ResponseURL", "ServiceToken", "StackId", "LogicalResourceId", "PhysicalResourceId", "RequestType"),
        *("ResourceType", "RequestId", "ResourceProperties", "OldResourceProperties"),
        *("SecretId", "ClientRequestToken", "getObjectContext"),
    )
)
"""What AWS says when it asks for a custom resource, a secret's rotation, or an object through S3 Object Lambda."""
_OF_SCHEDULES = frozenset(("schedule",))


def hostile(path: tuple[str, ...], trigger: str = "") -> str | None:
    """What to call a part of the input as a source; ``None`` for what AWS, or the application, says itself.

    ``trigger`` is the kind of event, if it is known: without it everything is taken for hostile that may be.
    """
    if path[-1] == "sub" and {"claims", "identity", "jwt"}.intersection(path):  # the user pool's own identifier
        return None
    if path[0] not in ("event", "request") or trigger in _OF_SCHEDULES:
        return None
    inner = path[1:]
    if not inner:
        return path[0]
    if inner[0] in _OF_SERVICES or inner[0] == "stageVariables":
        return None
    if inner[0] in ("bucket_name", "aws_region", "invoked_function_arn"):  # of Powertools' classes for events
        return None
    if inner[0] == "Records" and len(inner) > 2:
        field = inner[2]
        if field == "cf" and (inner[3:4] == ("config",) or inner[3:5] == ("request", "origin")):
            return None
        if field == "Sns" and inner[3:4] and inner[3] in _OF_SNS:
            return None
        if field in _OWN or (field == "s3" and not _of_object(inner[3:])):
            return None
        if field == "dynamodb" and inner[3:4] and inner[3] in ("SequenceNumber", "SizeBytes", "StreamViewType"):
            return None
        if field == "kinesis" and inner[3:4] and inner[3] in ("sequenceNumber", "approximateArrivalTimestamp"):
            return None
    if inner[0] == "requestContext" and len(inner) > 1 and inner[1] not in _OF_CONTEXT:
        return None
    if trigger == "eventbridge" and inner[0] not in ("detail", "resources"):
        return None
    if trigger == "cognito" and inner[0] in ("version", "region", "userPoolId", "triggerSource", "callerContext"):
        return None
    return _told(path)


def _told(path: tuple[str, ...]) -> str:
    """A part of the input as one would write it: ``event.Records[].body.id``. What was decoded is still the body."""
    return ".".join(part for part in path if part != "{}").replace(".*", "[]")


def _of_object(inner: tuple[str, ...]) -> bool:
    """Whether a part of S3's record is the name of the object, or all that holds it."""
    return not inner or (inner[0] == "object" and (len(inner) == 1 or inner[1] == "key"))
