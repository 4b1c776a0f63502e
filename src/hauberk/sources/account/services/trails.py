"""CloudTrail: trails, whether they log, and what they select.

A trail of several regions is told of in each ("shadow trail"); it is one resource, in its home region, and elsewhere an
``Account::TrailFromElsewhere``. Operations and members from the CloudTrail API Reference, properties from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import given, listed, only, text

TRAIL = "AWS::CloudTrail::Trail"
ELSEWHERE = "Account::TrailFromElsewhere"
_LIST = "cloudtrail:DescribeTrails"
_GONE = frozenset(("TrailNotFoundException",))


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Every trail that records here, by its ARN, which names it in all of its regions."""
    return ({"Name": arn} for one in _trails(answers) if (arn := text(one, "TrailARN")))


def _each_at_home(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """Every trail whose settings are told here."""
    for one in _trails(answers):
        if text(one, "HomeRegion") == answers.region and (arn := text(one, "TrailARN")):
            yield {"TrailName": arn}


READS = (
    Read("cloudtrail", "DescribeTrails", (TRAIL, ELSEWHERE)),
    Read(
        "cloudtrail",
        "GetTrailStatus",
        (f"{TRAIL}.IsLogging", f"{ELSEWHERE}.IsLogging"),
        each=_each,
        after=(_LIST,),
        absent=_GONE,
    ),
    Read(
        "cloudtrail",
        "GetEventSelectors",
        (f"{TRAIL}.EventSelectors",),
        each=_each_at_home,
        after=(_LIST,),
        absent=_GONE,
    ),
    Read(
        "cloudtrail",
        "GetInsightSelectors",
        (f"{TRAIL}.InsightSelectors",),
        each=_each_at_home,
        after=(_LIST,),
        absent=_GONE | {"InsightNotEnabledException"},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The trails that record in a region."""
    for one in _trails(answers):
        arn, name = text(one, "TrailARN"), text(one, "Name")
        if not arn or not name:
            continue
        status = answers.of("cloudtrail", "GetTrailStatus", Name=arn)
        logging = _member(status, "IsLogging")
        if text(one, "HomeRegion") not in ("", place.region):
            properties = {**only(one, "Name", "HomeRegion", "IsMultiRegionTrail"), **given({"IsLogging": logging})}
            yield Made(ELSEWHERE, f"{arn}#{place.region}", name, properties)
            continue
        selectors = answers.of("cloudtrail", "GetEventSelectors", TrailName=arn)
        insights = answers.of("cloudtrail", "GetInsightSelectors", TrailName=arn)
        properties = given(
            {
                "TrailName": name,
                **only(
                    one,
                    "S3BucketName",
                    "S3KeyPrefix",
                    "SnsTopicName",
                    "IncludeGlobalServiceEvents",
                    "IsMultiRegionTrail",
                    "IsOrganizationTrail",
                    "CloudWatchLogsLogGroupArn",
                    "CloudWatchLogsRoleArn",
                ),
                "EnableLogFileValidation": one.get("LogFileValidationEnabled"),
                "KMSKeyId": one.get("KmsKeyId"),
                "IsLogging": logging,
                "EventSelectors": _member(selectors, "EventSelectors"),
                "AdvancedEventSelectors": _member(selectors, "AdvancedEventSelectors"),
                "InsightSelectors": _member(insights, "InsightSelectors"),
            }
        )
        links = {"S3BucketName": f"arn:{place.partition}:s3:::{text(one, 'S3BucketName')}"}
        account = given({"Status": _status(status), "HomeRegion": one.get("HomeRegion")})
        yield Made(TRAIL, arn, name, properties, returns={"": name, "Arn": arn}, links=links, account=account)


def _trails(answers: Answers) -> list[Mapping[str, Any]]:
    return listed(answers.data("cloudtrail", "DescribeTrails"), "trailList")


def _member(answer: Answer, name: str) -> Any:
    """A member of an answer; the answer itself where it couldn't be read."""
    match answer:
        case Unread():
            return answer
        case Data(content):
            return content.get(name)
        case Missing():
            return None


def _status(answer: Answer) -> Any:
    if isinstance(answer, Unread):
        return answer
    content = answer.content if isinstance(answer, Data) else {}
    return only(
        content,
        "IsLogging",
        "LatestDeliveryError",
        "LatestDeliveryTime",
        "LatestCloudWatchLogsDeliveryError",
        "LatestDigestDeliveryError",
        "StopLoggingTime",
    )
