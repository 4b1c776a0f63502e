"""S3: buckets with what guards them, the account's own block of public access, and access points.

Operations and members from the Amazon S3 API Reference, properties from the CloudFormation Template Reference
(2026-11). Each region is asked for its own buckets ("ListBuckets", parameter ``BucketRegion``).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from hauberk.model.bucket_lists import words_for
from hauberk.sources.account.calls import Answer, Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import ManagedKeys, managed_keys
from hauberk.sources.account.services.parts import Form, Make, policy_of, told
from hauberk.sources.account.services.shaping import document, given, inner, listed, only, pick, text, texts

BUCKET, POINT = "AWS::S3::Bucket", "AWS::S3::AccessPoint"
POLICY = Form("AWS::S3::BucketPolicy", "Bucket")
BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_LIST = "s3:ListBuckets"
_CALLER = "sts:GetCallerIdentity"
_OF_ACCOUNT = "s3control:GetPublicAccessBlock"
_POINTS = "s3control:ListAccessPoints"
_LOGGING = f"{BUCKET}.LoggingConfiguration"
_BLOCKING = f"{BUCKET}.PublicAccessBlockConfiguration"
_UNBLOCKED = "NoSuchPublicAccessBlockConfiguration"


def _buckets(answers: Answers) -> Iterator[str]:
    """The names of a region's buckets."""
    for one in listed(answers.data("s3", "ListBuckets", BucketRegion=answers.region), "Buckets"):
        if (name := text(one, "Name")) and text(one, "BucketRegion") in ("", answers.region):
            yield name


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"Bucket": name} for name in _buckets(answers))


def _account(answers: Answers) -> Iterable[Mapping[str, Any]]:
    account = text(answers.data("sts", "GetCallerIdentity"), "Account")
    return ({"AccountId": account},) if account else ()


def _each_point(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for arguments in _account(answers):
        for one in listed(answers.data("s3control", "ListAccessPoints", **arguments), "AccessPointList"):
            if name := text(one, "Name"):
                yield {**arguments, "Name": name}


def _of_each(operation: str, *facts: str, absent: str = "", conceals: tuple[str, ...] = ()) -> Read:
    gone = frozenset(("NoSuchBucket", *([absent] if absent else ())))
    return Read("s3", operation, facts, each=_each, after=(_LIST,), absent=gone, conceals=conceals)


READS = (
    Read("s3", "ListBuckets", (BUCKET,), each=lambda answers: ({"BucketRegion": answers.region},)),
    _of_each("GetBucketPolicy", POLICY.type, absent="NoSuchBucketPolicy"),
    _of_each("GetPublicAccessBlock", _BLOCKING, absent=_UNBLOCKED),
    _of_each(
        "GetBucketEncryption", f"{BUCKET}.BucketEncryption", absent="ServerSideEncryptionConfigurationNotFoundError"
    ),
    _of_each("GetBucketVersioning", f"{BUCKET}.VersioningConfiguration"),
    _of_each("GetBucketLogging", _LOGGING)._replace(leads={_LOGGING: (BUCKET,)}),
    _of_each("GetBucketAcl", f"{BUCKET}.AccessControl"),
    _of_each("GetBucketOwnershipControls", f"{BUCKET}.OwnershipControls", absent="OwnershipControlsNotFoundError"),
    _of_each("GetBucketNotificationConfiguration", f"{BUCKET}.NotificationConfiguration"),
    Read("sts", "GetCallerIdentity", ()),
    Read(
        "s3control",
        "GetPublicAccessBlock",
        (_BLOCKING, f"{POINT}.PublicAccessBlockConfiguration"),
        each=_account,
        after=(_CALLER,),
        absent=frozenset((_UNBLOCKED,)),
    ),
    Read("s3control", "ListAccessPoints", (POINT,), each=_account, after=(_CALLER,)),
    Read(
        "s3control",
        "GetAccessPoint",
        (f"{POINT}.PublicAccessBlockConfiguration",),
        each=_each_point,
        after=(_POINTS,),
        absent=frozenset(("NoSuchAccessPoint",)),
    ),
    Read(
        "s3control",
        "GetAccessPointPolicy",
        (f"{POINT}.Policy",),
        each=_each_point,
        after=(_POINTS,),
        absent=frozenset(("NoSuchAccessPoint", "NoSuchAccessPointPolicy")),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The buckets, each followed by its policy, and the access points."""
    managed = managed_keys(answers)
    for name in _buckets(answers):
        bucket = _bucket(name, answers, place, managed)
        yield bucket
        answer = answers.of("s3", "GetBucketPolicy", Bucket=name)
        if not (isinstance(answer, Missing) and answer.code == "NoSuchBucket"):
            yield from policy_of(
                bucket, answer, answers.data("s3", "GetBucketPolicy", Bucket=name).get("Policy"), POLICY
            )
    for arguments in _account(answers):
        for one in listed(answers.data("s3control", "ListAccessPoints", **arguments), "AccessPointList"):
            yield from _point(one, answers, place, arguments)


def _bucket(name: str, answers: Answers, place: Place, managed: ManagedKeys) -> Made:
    def ask(operation: str, property_: str, make: Make) -> dict[str, Any]:
        return told(answers.of("s3", operation, Bucket=name), (property_,), make)

    arn = _arn(name, place)
    properties = {
        "BucketName": name,
        **given(
            {
                "PublicAccessBlockConfiguration": _blocking(
                    answers.of("s3", "GetPublicAccessBlock", Bucket=name), answers
                )
            }
        ),
        **ask("GetBucketEncryption", "BucketEncryption", partial(_encryption, managed=managed)),
        **ask("GetBucketVersioning", "VersioningConfiguration", _versioning),
        **ask("GetBucketLogging", "LoggingConfiguration", _logging),
        **ask("GetBucketAcl", "AccessControl", _acl),
        **ask("GetBucketOwnershipControls", "OwnershipControls", _ownership),
        **ask("GetBucketNotificationConfiguration", "NotificationConfiguration", _notifications),
    }
    logs = text(properties, "LoggingConfiguration", "DestinationBucketName")
    returns = {
        "": name,
        "Arn": arn,
        "DomainName": f"{name}.s3.amazonaws.com",
        "RegionalDomainName": f"{name}.s3.{place.region}.amazonaws.com",
    }
    links = {"LoggingConfiguration.DestinationBucketName": _arn(logs, place)} if logs else {}
    return Made(BUCKET, arn, name, properties, returns=returns, links=links)


def _arn(name: str, place: Place) -> str:
    return f"arn:{place.partition}:s3:::{name}"


def _blocking(answer: Answer, answers: Answers) -> Any:
    """What keeps a bucket from being made public: its own settings, and the account's for all of its buckets
    ("Blocking public access to your Amazon S3 storage", Amazon S3 user guide, 2026-11). Without either nothing does,
    whatever a template without the property would get today."""
    whole = _of_account(answers)
    if isinstance(whole, dict) and all(whole.values()):
        return whole
    own = _blocks(answer)
    if isinstance(own, dict) and (all(own.values()) or isinstance(whole, dict)):
        return {name: own[name] or (isinstance(whole, dict) and whole[name]) for name in BLOCKS}
    return own if isinstance(own, Unread) else whole


def _of_account(answers: Answers) -> dict[str, bool] | Unread:
    for arguments in _account(answers):
        return _blocks(answers.of("s3control", "GetPublicAccessBlock", **arguments))
    caller = answers.of("sts", "GetCallerIdentity")
    return caller if isinstance(caller, Unread) else Unread("invalid", "AWS didn't say whose the account is")


def _blocks(answer: Answer) -> dict[str, bool] | Unread:
    match answer:
        case Data(content):
            said = inner(content, "PublicAccessBlockConfiguration")
            return {name: said.get(name) is True for name in BLOCKS}
        case Unread():
            return answer
    return dict.fromkeys(BLOCKS, False)


def _encryption(content: Mapping[str, Any], managed: ManagedKeys) -> Mapping[str, Any]:
    rules = []
    for rule in listed(inner(content, "ServerSideEncryptionConfiguration"), "Rules"):
        default = inner(rule, "ApplyServerSideEncryptionByDefault")
        key = managed.named(default.get("KMSMasterKeyID"))
        by_default = given({**only(default, "SSEAlgorithm"), "KMSMasterKeyID": key})
        rules.append(given({"ServerSideEncryptionByDefault": by_default, **only(rule, "BucketKeyEnabled")}))
    return {"BucketEncryption": given({"ServerSideEncryptionConfiguration": rules})}


def _versioning(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"VersioningConfiguration": only(content, "Status")}


def _logging(content: Mapping[str, Any]) -> Mapping[str, Any]:
    enabled = inner(content, "LoggingEnabled")
    return {"LoggingConfiguration": pick(enabled, DestinationBucketName="TargetBucket", LogFilePrefix="TargetPrefix")}


def _ownership(content: Mapping[str, Any]) -> Mapping[str, Any]:
    rules = [only(rule, "ObjectOwnership") for rule in listed(inner(content, "OwnershipControls"), "Rules")]
    return {"OwnershipControls": given({"Rules": rules})}


_GROUPS = "http://acs.amazonaws.com/groups/"
_EVERYONE, _ACCOUNTS, _DELIVERY = "global/AllUsers", "global/AuthenticatedUsers", "s3/LogDelivery"


def _acl(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The list as the canned one that gives the same to groups, or in words of the same form where there is none; none
    for one that gives them nothing."""
    grants: dict[str, list[str]] = {}
    for grant in listed(content, "Grants"):
        group = text(grant, "Grantee", "URI").removeprefix(_GROUPS)
        grants.setdefault(group, []).append(text(grant, "Permission"))
    words = words_for(grants.get(_EVERYONE, ()), grants.get(_ACCOUNTS, ()))
    if not words and "WRITE" in grants.get(_DELIVERY, ()):
        words = "LogDeliveryWrite"
    return {"AccessControl": words} if words else {}


_TARGETS: tuple[tuple[str, str, str, str], ...] = (
    ("LambdaFunctionConfigurations", "LambdaFunctionArn", "LambdaConfigurations", "Function"),
    ("QueueConfigurations", "QueueArn", "QueueConfigurations", "Queue"),
    ("TopicConfigurations", "TopicArn", "TopicConfigurations", "Topic"),
)


def _notifications(content: Mapping[str, Any]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for member, target, property_, name in _TARGETS:
        found[property_] = [
            {"Event": event, name: text(one, target)}
            for one in listed(content, member)
            for event in texts(one, "Events")
        ]
    if isinstance(content.get("EventBridgeConfiguration"), Mapping):
        found["EventBridgeConfiguration"] = {"EventBridgeEnabled": True}
    return {"NotificationConfiguration": given(found)}


def _point(one: Mapping[str, Any], answers: Answers, place: Place, arguments: Mapping[str, Any]) -> Iterator[Made]:
    name, bucket = text(one, "Name"), text(one, "Bucket")
    if not name:
        return
    own = {**arguments, "Name": name}
    about = answers.of("s3control", "GetAccessPoint", **own)
    if isinstance(about, Missing):
        return
    arn = text(one, "AccessPointArn") or (f"arn:{place.partition}:s3:{place.region}:{place.account}:accesspoint/{name}")
    properties = {
        **only(one, "Bucket", "Name"),
        **given({"VpcConfiguration": only(one.get("VpcConfiguration"), "VpcId")}),
        "PublicAccessBlockConfiguration": _blocking(about, answers),
        **told(answers.of("s3control", "GetAccessPointPolicy", **own), ("Policy",), _document),
    }
    returns = {"": name, "Arn": arn, "Name": name}
    yield Made(POINT, arn, name, properties, returns=returns, links={"Bucket": _arn(bucket, place)})


def _document(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"Policy": document(content.get("Policy"))}
