"""An account of the lab, and clients for it that know nothing of any other.

A client is made of what stands here alone: no profile, no file in ``~/.aws``, no variable ``AWS_…`` or ``…_PROXY``, no
instance metadata counts, whatever the environment says.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from hauberk.lab.account.loopback import loopback
from hauberk.model.regex import regex

if TYPE_CHECKING:
    import boto3

ACCOUNT_ID = "111122223333"
"""The account of the examples in AWS's documentation, which templates name in their literals."""
REGION = "eu-west-1"
ACCESS_KEY = "LABLABLABLABLABLABLA"
"""No form of a real key: those begin with AKIA or ASIA."""
SECRET_KEY = "no-secret-of-anyone"  # noqa: S105 - it opens nothing, and says so
_SECONDS = 60


class Account(NamedTuple):
    """An embedded account: where it is and who it takes us for. Several accounts may stand behind one endpoint."""

    endpoint: str
    id: str = ACCOUNT_ID
    region: str = REGION

    def session(self, region: str = "") -> "boto3.Session":
        """A session of boto3 whose clients all talk to this account."""
        from hauberk.lab.account.sessions import session

        loopback(self.endpoint)
        return session(self, region or self.region)

    def client(self, service: str, region: str = "") -> Any:
        """A client for a service, with the limits of a server on the same machine."""
        return self.session(region).client(service)

    def environment(self) -> dict[str, str]:
        """What other clients of AWS are told by variables to use this account, and nothing but it."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "NO_PROXY": loopback(self.endpoint).host,
        }


_ELSEWHERE = (
    "AWS_DEFAULT_PROFILE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
)
"""Variables that lead clients away from the account whatever :meth:`Account.environment` says: to a profile, to another
form of AWS's own addresses, or with a token that belongs to other keys (AWS SDKs and tools reference guide,
"Environment variables list", 2026-12)."""
_OF_A_SERVICE = regex(r"AWS_ENDPOINT_URL_[A-Z0-9_]+")
"""The variables that lead a single service elsewhere (the guide, "Service-specific endpoints")."""


def leading_elsewhere(environment: Iterable[str]) -> tuple[str, ...]:
    """The variables that mustn't be set for clients to use the account: those that never may, and those for single
    services that an environment has."""
    return (*_ELSEWHERE, *sorted(name for name in environment if _OF_A_SERVICE.fullmatch(name)))
