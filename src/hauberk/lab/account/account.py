"""An account of the lab, and clients for it that know nothing of any other.

A client is made of what stands here alone: no profile, no file in ``~/.aws``, no variable ``AWS_…`` or ``…_PROXY``, no
instance metadata counts, whatever the environment says.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from hauberk.lab.account.loopback import loopback

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
