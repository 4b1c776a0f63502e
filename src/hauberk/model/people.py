"""What only a live account knows of people and roles: credentials, the password policy, what was used and when.

Resources of an account carry what CloudFormation has no word for below the attribute ``Account``
(:mod:`hauberk.sources.account.documents`); those of the types ``Account::…`` occur nowhere else. So these subjects are
seen in an account only, and a template has no answers of the controls that ask about them.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from hauberk.model.application import Application
from hauberk.model.regex import regex
from hauberk.model.subject import Flag, Number, Seed, Subject, Text, Whole
from hauberk.model.told import ATTRIBUTE, told
from hauberk.model.values import Absent, Known, Reason, Unknown, Value

Age: TypeAlias = "int | Unknown | None"
"""Days since something happened; ``None`` if it never did."""

_DAY = regex(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")


def age(value: Value, today: date) -> Age:
    """How many days ago a moment was that is written as ISO 8601 has it."""
    match value:
        case Absent() | Known(None):
            return None
        case Unknown():
            return value
        case Known(str() as text) if (found := _DAY.fullmatch(text)) is not None:
            try:
                return (today - date(*map(int, found.groups()))).days
            except ValueError:
                pass
    return Unknown(Reason("invalid", "it isn't a time"), value.trail)


class Deployed(Subject):
    """A resource as it is in a live account; none of a template is."""

    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """The resources of an account."""
        found = super().seeds(application)
        return (seed for seed in found if ATTRIBUTE in seed.resource.attributes.names())

    def told(self, path: str) -> Value:
        """The value at a dotted path of what CloudFormation has no word for."""
        return told(self, path)


class Credentials(Deployed):
    """What a user, or the root user, signs in with: a row of the credential report."""

    TYPES = ("Account::Credentials",)
    KIND = "credentials"
    __slots__ = ()

    user = Whole("User")
    root = Flag("Root")
    created = Text("UserCreationTime")
    password = Flag("PasswordEnabled", False)
    password_used = Text("PasswordLastUsed")
    password_changed = Text("PasswordLastChanged")
    mfa = Flag("MfaActive")
    keys = Whole("AccessKeys")


class AccessKey(Deployed):
    """An access key of a user, or of the root user."""

    TYPES = ("Account::AccessKey",)
    KIND = "access key"
    __slots__ = ()

    root = Flag("Root")
    key = Text("AccessKeyId")
    active = Flag("Active")
    rotated = Text("LastRotated")
    used = Text("LastUsedDate")
    created = Text("UserCreationTime")
    password = Flag("PasswordEnabled", False)


class Summary(Deployed):
    """What IAM tells of the account and its root user."""

    TYPES = ("Account::Summary",)
    KIND = "account"
    __slots__ = ()

    mfa = Flag("RootMfaEnabled")
    keys = Flag("RootAccessKeysPresent")
    password = Flag("RootPasswordPresent", True)


class PasswordPolicy(Deployed):
    """The policy for the passwords of users; that there is none is one, too."""

    TYPES = ("Account::PasswordPolicy",)
    KIND = "password policy"
    __slots__ = ()

    exists = Flag("Exists")
    length = Number("MinimumPasswordLength", 6)
    remembered = Number("PasswordReusePrevention", 0)


class LastAccessed(Deployed):
    """What a role or user has used of what it may."""

    TYPES = ("Account::LastAccessed",)
    KIND = "last accessed"
    __slots__ = ()

    principal = Whole("Principal")
    services = Whole("Services")


class LiveRole(Deployed):
    """A role of an account."""

    TYPES = ("AWS::IAM::Role",)
    __slots__ = ()


class LiveGroup(Deployed):
    """A group of an account."""

    TYPES = ("AWS::IAM::Group",)
    __slots__ = ()


class LivePolicy(Deployed):
    """A managed policy of an account."""

    TYPES = ("AWS::IAM::ManagedPolicy",)
    __slots__ = ()


class ServerCertificate(Deployed):
    """A certificate that was uploaded to IAM."""

    TYPES = ("AWS::IAM::ServerCertificate",)
    __slots__ = ()
