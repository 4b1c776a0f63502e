"""What an error of AWS, of the SDK or of the network says about what was asked."""

from typing import NamedTuple

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    SSOError,
    TokenRetrievalError,
)
from botocore.exceptions import ConnectionError as SDKConnectionError

from hauberk.sources.account.calls import GLOBAL, Answer, Call, Missing, Unread
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
"""Those that the SDK would try again for (botocore, ``retries/standard.py``, 2026-11)."""
_UNREADY = frozenset(("CredentialReportNotReadyException", "ReportInProgress"))
"""What AWS is still making (IAM API reference, "GetCredentialReport", 2026-11)."""
_NOT_HERE = frozenset(
    (
        "InvalidAction",
        "NotImplemented",
        "OptInRequired",
        "SubscriptionRequiredException",
        "UnknownOperationException",
        "UnsupportedOperation",
    )
)
_NOT_TAKEN = frozenset(("AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException"))
"""How a region that isn't enabled tells of credentials that others take (IAM user guide, "Managing AWS STS in an AWS
Region", 2026-11)."""
_EXPIRED = frozenset(("ExpiredToken", "ExpiredTokenException", "RequestExpired"))
_WITHOUT = (NoCredentialsError, CredentialRetrievalError, TokenRetrievalError, SSOError)
_BUSY = frozenset((500, 502, 503, 504))


class ExpiredError(Exception):
    """The credentials have ended: nothing more can be asked."""


class StrangeAnswerError(Exception):
    """There was an answer, and the SDK couldn't read it."""


class NotHereError(Exception):
    """The region doesn't have the service."""


class Trouble(NamedTuple):
    """What an error says: the answer, if it stays at that, and whether to ask ``again``. That is ``throttled``,
    ``unready`` where AWS has yet to make what is asked for, ``connection``, or empty for no."""

    answer: Answer
    again: str = ""


def trouble(error: Exception, call: Call, read: Read) -> Trouble:
    """What an error of the SDK says. Raises :class:`ExpiredError` if it says that of the credentials."""
    if isinstance(error, ClientError):
        return _of_aws(error, call, read)
    if isinstance(error, _WITHOUT):
        raise ExpiredError(str(error)) from None
    if isinstance(error, (HTTPClientError, SDKConnectionError)):
        text = f"{call.service} couldn't be reached{_in(call)} ({type(error).__name__})"
        return Trouble(Unread("connection", text), "connection")
    if isinstance(error, NotHereError):
        return Trouble(Unread("not-supported", f"{call.service} isn't there{_in(call)}"))
    if isinstance(error, StrangeAnswerError):
        return Trouble(Unread("invalid", f"{call.api} was answered by what nobody can read ({error})"), "connection")
    return Trouble(Unread("invalid", f"{call.api} failed ({type(error).__name__})"))


def _of_aws(error: ClientError, call: Call, read: Read) -> Trouble:
    content, about = error.response.get("Error", {}), error.response.get("ResponseMetadata", {})
    code, status = str(content.get("Code", "")), about.get("HTTPStatusCode")
    if code in read.absent:
        return Trouble(Missing(code))
    if code in _EXPIRED:
        raise ExpiredError(code)
    if code in _THROTTLED or status == 429:
        text = f"AWS throttled {call.api} until all attempts were used up"
        return Trouble(Unread("throttled", text), "throttled")
    if code in _UNREADY:
        return Trouble(Unread("not-ready", f"AWS was still at {call.api} when time was up"), "unready")
    if code in _NOT_TAKEN:
        text = f"{call.service} refuses to know who is asking{_in(call)}: the region may not be enabled"
        return Trouble(Unread("not-supported", text))
    if code in _NOT_HERE or code == "404" or status == 501:  # a bare 404 comes from what knows no such operation
        return Trouble(Unread("not-supported", f"{call.api} isn't supported{_in(call)}"))
    if code in _DENIED or status == 403:
        permission = permission_of(read)
        return Trouble(Unread("access-denied", f"AWS denied {call.api}; it needs {permission}", permission))
    if status in _BUSY:
        return Trouble(Unread("connection", f"AWS answered {call.api} with {code or status}"), "connection")
    return Trouble(Unread("invalid", f"{call.api} failed ({code or status})"))


def _in(call: Call) -> str:
    """Where a call was made, in words; nothing of a service that is in no region."""
    return "" if call.region == GLOBAL else f" in {call.region}"


def is_sdk(error: Exception) -> bool:
    """Whether an error is of AWS or of the SDK, and none of ours."""
    return isinstance(error, (BotoCoreError, ClientError, NotHereError, StrangeAnswerError))


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
