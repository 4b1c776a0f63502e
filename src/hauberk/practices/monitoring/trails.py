"""CloudTrail: who did what in the account."""

from hauberk.model.subject import Flag, Subject, Text, Whole, as_text, listed, named
from hauberk.model.told import told, unless_live
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, State, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, must_be_on
from hauberk.practices.control import control
from hauberk.study.study import Study

TRAILS = ("AWS::CloudTrail::Trail", "Account::TrailFromElsewhere")
"""What records here: trails, and in an account those whose home is another region."""


class Trail(Subject):
    """A trail."""

    TYPES = ("AWS::CloudTrail::Trail",)
    __slots__ = ()

    advanced = Whole("AdvancedEventSelectors")
    all_regions = Flag("IsMultiRegionTrail", False)
    kms_key = Text("KMSKeyId")
    log_group = Text("CloudWatchLogsLogGroupArn")
    logging = Flag("IsLogging")
    selectors = Whole("EventSelectors")
    validated = Flag("EnableLogFileValidation", False)


@control("trail-not-logging", practice=4, severity=MEDIUM, subject=Trail)
def trail_not_logging(trail: Trail, study: Study) -> Verdict:
    """A trail is switched off.

    A trail that doesn't log looks like one in every list.

    Attack: what the attacker does in the account is recorded nowhere.

    Safe when: another trail records the same.

    Fix: set IsLogging to true.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html
    """
    return must_be_on(trail.logging, "the trail records nothing")


@control("trail-of-one-region", practice=4, severity=MEDIUM, subject=Trail)
def trail_of_one_region(trail: Trail, study: Study) -> Verdict:
    """A trail sees one region only.

    Whoever has credentials can work in every region; a trail of one region sees a part of it.

    Attack: machines are started in a region that nobody of the team ever looks at.

    Safe when: another trail records all regions; one of the template or the account is seen.

    Fix: set IsMultiRegionTrail to true.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1
    """
    verdict = must_be_on(trail.all_regions, "what happens in other regions isn't recorded")
    if verdict.state is not State.VIOLATED:
        return verdict
    others = (Trail(one, trail.world) for one in study.there(trail, *TRAILS) if one.id != trail.resource.id)
    doubt: Value | None = None
    for other in others:
        covering = (other.all_regions, other.logging)
        if all(value == Known(True) for value in covering):
            return not_applicable(f"{other.name} records all regions")
        if not any(value == Known(False) or isinstance(value, Absent) for value in covering):
            doubt = next(value for value in covering if value != Known(True))
    return verdict if doubt is None else unknown(doubt)


@control("trail-without-validation", practice=4, severity=LOW, subject=Trail)
def trail_without_validation(trail: Trail, study: Study) -> Verdict:
    """A trail's files can be changed unnoticed.

    With validation CloudTrail signs digests of its files, so that a file that was changed or deleted shows.

    Attack: whoever can write to the bucket removes the lines that speak of them.

    Safe when: the bucket is in an account of its own with object lock.

    Fix: set EnableLogFileValidation to true.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4
    """
    return must_be_on(trail.validated, "nobody would notice that a log file was changed")


@control("trail-without-customer-key", practice=4, severity=LOW, subject=Trail)
def trail_without_customer_key(trail: Trail, study: Study) -> Verdict:
    """A trail isn't under a key of your own.

    With a key of your own, reading the trail needs the permission to decrypt with it, besides the one on the bucket.

    Attack: a role that may read buckets studies how the account is used.

    Safe when: the bucket is in an account to which nobody has everyday access.

    Fix: set KMSKeyId to a key whose policy lets CloudTrail use it.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-2
    """
    return must_be_given(trail.kms_key, "the trail is encrypted with a key of S3, not with one of yours")


@control("trail-without-function-events", practice=4, severity=LOW, subject=Trail)
def trail_without_function_events(trail: Trail, study: Study) -> Verdict:
    """A trail doesn't record invocations of functions.

    Management events say who changed a function. Who invoked it, and with which identity, is a data event, and those
    are off unless asked for.

    Attack: someone with stolen credentials invokes functions directly, past the API, and no record tells.

    Safe when: the cost of recording every invocation is more than it would tell; then record the sensitive functions.

    Fix: add an event selector for AWS::Lambda::Function.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
    """
    return _must_record(trail, "AWS::Lambda::Function", "who invokes functions isn't recorded")


def _must_record(trail: Trail, type_: str, says: str) -> Verdict:
    """The data events of a type of resources, by selectors of either kind."""
    for whole in (trail.selectors, trail.advanced):
        if isinstance(whole, Unknown):
            return unknown(whole)
    for selector in listed(trail.selectors):
        for resource in listed(named(selector).value("DataResources")):
            if named(resource).value("Type") == Known(type_):
                return satisfied()
    for selector in listed(trail.advanced):
        for field in listed(named(selector).value("FieldSelectors")):
            if any(value == Known(type_) for value in listed(named(field).value("Equals"))):
                return satisfied()
    place = trail.selectors if not isinstance(trail.selectors, Absent) else trail.advanced
    return violated(place.says(says))


@control("trail-without-bucket-events", practice=4, severity=LOW, subject=Trail)
def trail_without_bucket_events(trail: Trail, study: Study) -> Verdict:
    """A trail doesn't record who reads and writes objects.

    Management events say who changed a bucket. Who read an object of it, or put one there, is a data event, and those
    are off unless asked for.

    Attack: a stolen role copies every object of the customers' bucket, and nobody can tell which.

    Safe when: the application has no bucket, or the buckets' access logs are enough.

    Fix: add an event selector for AWS::S3::Object, narrowed to the buckets that matter.

    References:
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-22
    """
    own = study.named(trail.at("S3BucketName"))
    if not any(bucket is not own for bucket in study.there(trail, "AWS::S3::Bucket")):
        return not_applicable("there is no bucket but the trail's own")
    return _must_record(trail, "AWS::S3::Object", "who reads and writes objects isn't recorded")


@control("trail-without-log-group", practice=4, severity=LOW, subject=Trail)
def trail_without_log_group(trail: Trail, study: Study) -> Verdict:
    """Nobody is told what a trail records.

    Files in a bucket are read after the fact. In a log group, metric filters and alarms see a deleted trail or a root
    login within minutes.

    Attack: the attacker has hours before someone opens the files.

    Safe when: CloudTrail Lake, EventBridge or a SIEM reads the events.

    Fix: set CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-5
    """
    return must_be_given(trail.log_group, "nothing watches what is recorded")


_ERRORS = {
    "LatestDeliveryError": "its bucket",
    "LatestDigestDeliveryError": "its bucket (the digests that validate files)",
    "LatestCloudWatchLogsDeliveryError": "its log group",
}


@control("trail-not-delivering", practice=4, severity=MEDIUM, subject=Trail)
def trail_not_delivering(trail: Trail, study: Study) -> Verdict:
    """A trail can't deliver what it records.

    The bucket, the log group or the key refuses, or is gone. A trail whose bucket was deleted even delivers to whoever
    makes a bucket of that name. The account knows how the last delivery went.

    Attack: someone changes the bucket's policy, and the trail is blind without being switched off.

    Safe when: the trail was made a moment ago.

    Fix: let cloudtrail.amazonaws.com write to the bucket and use the key, with aws:SourceArn as the condition.

    References:
    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    - https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
    """
    template = unless_live(trail, "how the last delivery went")
    if template is not None:
        return template
    if isinstance(told(trail, "Status"), Unknown):
        return unknown(told(trail, "Status"))
    for name, what in _ERRORS.items():
        error = as_text(told(trail, f"Status.{name}"))
        if isinstance(error, Known) and error.value:
            return violated(error.says(f"the last delivery to {what} failed: {str(error.value)[:80]}"))
    return satisfied()


CONTROLS = (
    trail_not_logging,
    trail_of_one_region,
    trail_without_validation,
    trail_without_customer_key,
    trail_without_function_events,
    trail_without_bucket_events,
    trail_not_delivering,
    trail_without_log_group,
)
