"""What an error of AWS, of the SDK or of the network says about what was asked."""

from botocore.exceptions import ClientError, EndpointConnectionError, HTTPClientError

from hauberk.sources.account.calls import Answer, Call, Missing, Unread
from hauberk.sources.account.reads import Read

_DENIED = frozenset(
    ("AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation", "NotAuthorized", "403")
)
_THROTTLED = frozenset(
    (
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    )
)
"""Those that the SDK tries again for (botocore, ``retries/standard.py``, 2026-11)."""
_NOT_HERE = frozenset(
    ("InvalidAction", "NotImplemented", "OptInRequired", "SubscriptionRequiredException", "UnknownOperationException")
)


def told(error: Exception, call: Call, read: Read) -> Answer:
    """An error as an answer: the thing is missing, or it couldn't be read, and why."""
    if isinstance(error, ClientError):
        content = error.response.get("Error", {})
        code, status = str(content.get("Code", "")), error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if code in read.absent:
            return Missing(code)
        if code in _DENIED or status == 403:
            permission = permission_of(read)
            return Unread("access-denied", f"AWS denied {call.api}; it needs {permission}", permission)
        if code in _THROTTLED or status == 429:
            return Unread("throttled", f"AWS throttled {call.api} until all attempts were used up")
        if code in _NOT_HERE or status == 501:
            return Unread("not-supported", f"{call.api} isn't supported in {call.region}")
        return Unread("invalid", f"{call.api} failed ({code or status})")
    if isinstance(error, (EndpointConnectionError, HTTPClientError)):
        return Unread("connection", f"{call.service} couldn't be reached in {call.region} ({type(error).__name__})")
    return Unread("invalid", f"{call.api} failed ({type(error).__name__})")


def permission_of(read: Read) -> str:
    """The permissions that a read needs, in words: ``lambda:GetPolicy``."""
    return " and ".join(permissions_of(read))


def permissions_of(read: Read) -> tuple[str, ...]:
    """The IAM actions that a read needs."""
    if read.actions:
        return read.actions
    from hauberk.iam.catalogue.operations import permissions

    found = permissions(read.service, read.operation)
    if found is None:
        return (read.api,)
    return tuple(need.action for need in found.actions if not need.optional)
