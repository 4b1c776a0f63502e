"""IAM: what holds for the account as a whole: its summary and password policy; and its second factors and providers.

Operations and members from the IAM API Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, listed, moment, only, tags, text

SUMMARY = "Account::Summary"
POLICY = "Account::PasswordPolicy"
MFA_DEVICE = "AWS::IAM::VirtualMFADevice"
OIDC = "AWS::IAM::OIDCProvider"
SAML = "AWS::IAM::SAMLProvider"
CERTIFICATE = "AWS::IAM::ServerCertificate"
_GONE = frozenset(("NoSuchEntity",))


def _each_provider(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("iam", "ListOpenIDConnectProviders"), "OpenIDConnectProviderList"):
        if arn := text(one, "Arn"):
            yield {"OpenIDConnectProviderArn": arn}


READS = (
    Read("iam", "GetAccountSummary", (SUMMARY,), anywhere=True),
    Read("iam", "GetAccountPasswordPolicy", (POLICY,), absent=_GONE, anywhere=True),
    Read(
        "iam",
        "ListVirtualMFADevices",
        (MFA_DEVICE,),
        {"AssignmentStatus": "Assigned"},
        anywhere=True,
        conceals=("VirtualMFADevices[].Base32StringSeed", "VirtualMFADevices[].QRCodePNG"),
    ),
    Read("iam", "ListOpenIDConnectProviders", (OIDC,), anywhere=True),
    Read(
        "iam",
        "GetOpenIDConnectProvider",
        (f"{OIDC}.ClientIdList",),
        each=_each_provider,
        after=("iam:ListOpenIDConnectProviders",),
        absent=_GONE,
        anywhere=True,
    ),
    Read("iam", "ListSAMLProviders", (SAML,), anywhere=True),
    Read("iam", "ListServerCertificates", (CERTIFICATE,), anywhere=True),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The account as far as IAM knows it."""
    root = f"arn:{place.partition}:iam::{place.account}"
    found = answers.of("iam", "GetAccountSummary")
    if isinstance(found, Data):
        yield _summary(found.content.get("SummaryMap"), root)
    policy = answers.of("iam", "GetAccountPasswordPolicy")
    if isinstance(policy, (Data, Missing)):
        yield _password_policy(policy, root)
    yield from _devices(answers)
    yield from _providers(answers)
    for one in listed(answers.data("iam", "ListServerCertificates"), "ServerCertificateMetadataList"):
        if arn := text(one, "Arn"):
            name = text(one, "ServerCertificateName")
            properties = given({"ServerCertificateName": name, "Path": one.get("Path")})
            more = given({"Expiration": moment(one, "Expiration"), "UploadDate": moment(one, "UploadDate")})
            yield Made(CERTIFICATE, arn, name, properties, returns={"": name, "Arn": arn}, account=more)


def _summary(told: Any, root: str) -> Made:
    """What the summary says of the root user, as yes or no. AWS counts 1 or 0."""
    names = {
        "RootMfaEnabled": "AccountMFAEnabled",
        "RootAccessKeysPresent": "AccountAccessKeysPresent",
        "RootPasswordPresent": "AccountPasswordPresent",
        "RootSigningCertificatesPresent": "AccountSigningCertificatesPresent",
    }
    counted = told if isinstance(told, Mapping) else {}
    properties = {name: counted[own] > 0 for name, own in names.items() if isinstance(counted.get(own), int)}
    return Made(SUMMARY, f"{root}:summary", "the account", properties)


def _password_policy(answer: "Data | Missing", root: str) -> Made:
    """The policy, or that there is none, by which AWS's own holds."""
    id_, name = f"{root}:account-password-policy", "the password policy"
    if isinstance(answer, Missing):
        return Made(POLICY, id_, name, {"Exists": False})
    policy = answer.content.get("PasswordPolicy")
    if not isinstance(policy, Mapping):
        return Made(POLICY, id_, name, {}, unread=Unread("invalid", "the password policy is none"))
    return Made(POLICY, id_, name, {"Exists": True, **given(policy)})


def _devices(answers: Answers) -> Iterator[Made]:
    found = answers.of("iam", "ListVirtualMFADevices", AssignmentStatus="Assigned")
    for one in listed(found.content, "VirtualMFADevices") if isinstance(found, Data) else ():
        serial, user = text(one, "SerialNumber"), text(one, "User", "Arn")
        if serial:
            name = serial.rpartition("/")[2]
            root = user.endswith(":root")
            users = [] if root or not user else [user.rpartition("/")[2]]
            properties = given({"VirtualMfaDeviceName": name, "Users": users})
            more = given({"EnableDate": moment(one, "EnableDate"), "OfRootUser": root})
            yield Made(MFA_DEVICE, serial, name, properties, returns={"": serial, "SerialNumber": serial}, account=more)


def _providers(answers: Answers) -> Iterator[Made]:
    for arguments in _each_provider(answers):
        arn = arguments["OpenIDConnectProviderArn"]
        host = arn.partition("oidc-provider/")[2]
        told = answers.of("iam", "GetOpenIDConnectProvider", **arguments)
        if isinstance(told, Missing):
            continue
        if isinstance(told, Data):
            properties = only(told.content, "ClientIDList", "ThumbprintList")
            properties = given({"ClientIdList": properties.get("ClientIDList"), **only(properties, "ThumbprintList")})
            labels = tags(told.content.get("Tags"))
        else:
            properties, labels = {"ClientIdList": told, "ThumbprintList": told}, {}
        returns = {"": arn, "Arn": arn}
        yield Made(OIDC, arn, host, {"Url": f"https://{host}", **properties}, returns=returns, tags=labels)
    for one in listed(answers.data("iam", "ListSAMLProviders"), "SAMLProviderList"):
        if arn := text(one, "Arn"):
            name = arn.rpartition("/")[2]
            more = given({"ValidUntil": moment(one, "ValidUntil"), "CreateDate": moment(one, "CreateDate")})
            yield Made(SAML, arn, name, {"Name": name}, returns={"": arn, "Arn": arn}, account=more)
