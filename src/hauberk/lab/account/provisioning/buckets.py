"""S3: a bucket, and a call for each of its configurations."""

from collections.abc import Callable, Mapping
from typing import Any

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_BUCKET = {"Bucket": "${Ref}"}
_ACLS = {
    "Private": "private",
    "PublicRead": "public-read",
    "PublicReadWrite": "public-read-write",
    "AuthenticatedRead": "authenticated-read",
    "AwsExecRead": "aws-exec-read",
    "LogDeliveryWrite": "log-delivery-write",
    "BucketOwnerRead": "bucket-owner-read",
    "BucketOwnerFullControl": "bucket-owner-full-control",
}


def _bucket(making: Making) -> None:
    name, region = making.properties["BucketName"], making.account.region
    properties = making.properties
    making.answer = making.call(
        "create_bucket",
        Bucket=name,
        CreateBucketConfiguration=None if region == "us-east-1" else {"LocationConstraint": region},
        ObjectOwnership=_ownership(properties.get("OwnershipControls")),
        ObjectLockEnabledForBucket=properties.get("ObjectLockEnabled"),
    )


def _ownership(controls: Any) -> Any:
    rules = controls.get("Rules") if isinstance(controls, dict) else None
    return rules[0].get("ObjectOwnership") if rules else None


def _acl(making: Making) -> None:
    acl = making.properties.get("AccessControl")
    if acl:
        making.tried("AccessControl", "put_bucket_acl", Bucket=making.ref, ACL=_ACLS.get(acl, acl))


def _encryption(value: Any) -> Any:
    rules = [
        {("ApplyServerSideEncryptionByDefault" if name == "ServerSideEncryptionByDefault" else name): one
         for name, one in rule.items()}
        for rule in value.get("ServerSideEncryptionConfiguration", ())
    ]  # fmt: skip
    return {"Rules": rules}


def _notifications(value: Any) -> Any:
    """A template has an event for each entry, the API events; and other names for the three kinds."""
    made: dict[str, Any] = {}
    for ours, theirs, target, arn in (
        ("LambdaConfigurations", "LambdaFunctionConfigurations", "Function", "LambdaFunctionArn"),
        ("QueueConfigurations", "QueueConfigurations", "Queue", "QueueArn"),
        ("TopicConfigurations", "TopicConfigurations", "Topic", "TopicArn"),
    ):
        if value.get(ours):
            made[theirs] = [
                {"Events": [one.get("Event")], arn: one.get(target), **_filter(one.get("Filter"))}
                for one in value[ours]
            ]
    bridge = value.get("EventBridgeConfiguration")
    if isinstance(bridge, dict) and str(bridge.get("EventBridgeEnabled", True)).lower() == "true":
        made["EventBridgeConfiguration"] = {}
    return made


def _filter(value: Any) -> dict[str, Any]:
    return {"Filter": {"Key": {"FilterRules": value["S3Key"]["Rules"]}}} if value and "S3Key" in value else {}


def _logging(value: Any) -> Any:
    if not value.get("DestinationBucketName"):
        return {}
    return {"LoggingEnabled": {
        "TargetBucket": value["DestinationBucketName"], "TargetPrefix": value.get("LogFilePrefix", "")
    }}  # fmt: skip


def _lifecycle(value: Any) -> Any:
    rules = []
    for rule in value.get("Rules", ()):
        made = {"ID": rule.get("Id"), "Status": rule.get("Status"), "Filter": {"Prefix": rule.get("Prefix", "")}}
        days, date = rule.get("ExpirationInDays"), rule.get("ExpirationDate")
        if days or date:
            made["Expiration"] = {"Days": int(days)} if days else {"Date": date}
        if rule.get("NoncurrentVersionExpirationInDays"):
            made["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(rule["NoncurrentVersionExpirationInDays"])}
        if rule.get("AbortIncompleteMultipartUpload"):
            made["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
        moves = [*rule.get("Transitions", ()), *([rule["Transition"]] if "Transition" in rule else [])]
        if moves:
            made["Transitions"] = [
                {"Days": int(one.get("TransitionInDays", 0)), "StorageClass": one.get("StorageClass")} for one in moves
            ]
        rules.append({name: one for name, one in made.items() if one is not None})
    return {"Rules": rules}


def _cors(value: Any) -> Any:
    return {"CORSRules": [
        {"AllowedOrigins": one.get("AllowedOrigins", []), "AllowedMethods": one.get("AllowedMethods", []),
         **({"AllowedHeaders": one["AllowedHeaders"]} if one.get("AllowedHeaders") else {}),
         **({"ExposeHeaders": one["ExposedHeaders"]} if one.get("ExposedHeaders") else {}),
         **({"MaxAgeSeconds": int(one["MaxAge"])} if one.get("MaxAge") else {})}
        for one in value.get("CorsRules", ())
    ]}  # fmt: skip


def _website(value: Any) -> Any:
    made: dict[str, Any] = {}
    if value.get("IndexDocument"):
        made["IndexDocument"] = {"Suffix": value["IndexDocument"]}
    if value.get("ErrorDocument"):
        made["ErrorDocument"] = {"Key": value["ErrorDocument"]}
    if value.get("RedirectAllRequestsTo"):
        made["RedirectAllRequestsTo"] = value["RedirectAllRequestsTo"]
    return made


def _as_it_is(value: Any) -> Any:
    return value


_CONFIGURATIONS: Mapping[str, tuple[str, str, str, str, Callable[[Any], Any]]] = {
    "PublicAccessBlockConfiguration": (
        "put_public_access_block",
        "get_public_access_block",
        "PublicAccessBlockConfiguration",
        "PublicAccessBlockConfiguration",
        _as_it_is,
    ),
    "VersioningConfiguration": (
        "put_bucket_versioning",
        "get_bucket_versioning",
        "VersioningConfiguration",
        "",
        _as_it_is,
    ),
    "BucketEncryption": (
        "put_bucket_encryption",
        "get_bucket_encryption",
        "ServerSideEncryptionConfiguration",
        "ServerSideEncryptionConfiguration",
        _encryption,
    ),
    "OwnershipControls": (
        "put_bucket_ownership_controls",
        "get_bucket_ownership_controls",
        "OwnershipControls",
        "OwnershipControls",
        _as_it_is,
    ),
    "LoggingConfiguration": ("put_bucket_logging", "get_bucket_logging", "BucketLoggingStatus", "", _logging),
    "NotificationConfiguration": (
        "put_bucket_notification_configuration",
        "get_bucket_notification_configuration",
        "NotificationConfiguration",
        "",
        _notifications,
    ),
    "LifecycleConfiguration": (
        "put_bucket_lifecycle_configuration",
        "get_bucket_lifecycle_configuration",
        "LifecycleConfiguration",
        "",
        _lifecycle,
    ),
    "CorsConfiguration": ("put_bucket_cors", "get_bucket_cors", "CORSConfiguration", "", _cors),
    "WebsiteConfiguration": ("put_bucket_website", "get_bucket_website", "WebsiteConfiguration", "", _website),
}
"""By property: operations to set and to get it, the parameter of the one, where it is told by the other, and how it is
put in the API's terms."""


def _configure(making: Making) -> None:
    for name in _CONFIGURATIONS:
        if name != _LATE:
            _set(making, name)
    if making.properties.get("Tags"):
        making.tried(
            "Tags", "tag_resources", "resourcegroupstaggingapi", ResourceARNList=[making.arn], Tags=_tags(making)
        )
        told = making.tried("Tags", "get_bucket_tagging", Bucket=making.ref)
        making.compare({"Tags": making.properties["Tags"]}, {"Tags": told.get("TagSet")})
    making.lose_rest(_KNOWN)


def _tags(making: Making) -> Any:
    """Tags as the tagging API takes them, by which the emulator takes those of AWS's own too."""
    return making.fit("tag_resources", {"Tags": making.properties["Tags"]}, service="resourcegroupstaggingapi")["Tags"]


def _log(making: Making) -> None:
    """The emulator asks whether the other bucket lets logs in, by its policy."""
    _set(making, _LATE)


def _set(making: Making, name: str) -> None:
    if name not in making.properties:
        return
    put, get, parameter, told_at, translate = _CONFIGURATIONS[name]
    sent = making.fit(put, {parameter: translate(making.properties[name])})
    lost = len(making.losses)
    making.tried(name, put, Bucket=making.ref, **sent)
    if len(making.losses) == lost:
        told = making.tried(name, get, Bucket=making.ref)
        making.compare({name: sent[parameter]}, {name: told.get(told_at) if told_at else told})


_LATE = "LoggingConfiguration"
_KNOWN = frozenset((*_CONFIGURATIONS, "AccessControl", "BucketName", "ObjectLockEnabled", "Tags"))


def _policy(making: Making) -> None:
    document = making.properties["PolicyDocument"]
    making.call("put_bucket_policy", Bucket=making.properties["Bucket"], Policy=text(document))
    told = making.call("get_bucket_policy", Bucket=making.properties["Bucket"])
    making.compare({"PolicyDocument": document}, {"PolicyDocument": told.get("Policy")})
    making.ref = making.made_up_name()


RECIPES = {
    "AWS::S3::Bucket": Recipe(
        "s3",
        _bucket,
        "${BucketName}",
        "arn:aws:s3:::${BucketName}",
        named="BucketName",
        name="${stack}-${id}",
        attributes={
            "DomainName": "${Ref}.s3.amazonaws.com",
            "RegionalDomainName": "${Ref}.s3.${Region}.amazonaws.com",
            "WebsiteURL": "http://${Ref}.s3-website-${Region}.amazonaws.com",
        },
        after=(_acl, _configure),
        late=(_log,),
    ),
    "AWS::S3::BucketPolicy": Recipe("s3", _policy, "${Ref}"),
    "AWS::S3::AccessPoint": Recipe(
        "s3control",
        Step("create_access_point", by={"AccountId": "${Account}"}),
        "${Name}",
        "${.AccessPointArn}",
        named="Name",
        name="${stack}-${id}",
        reads=(Read("get_access_point", {"AccountId": "${Account}", "Name": "${Name}"}, renamed={"AccountId": ""}),),
    ),
}
