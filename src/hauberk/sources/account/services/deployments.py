"""CodeDeploy: the applications that deploy functions, and how their groups do that.

Operations and members from the AWS CodeDeploy API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.alarms import alarm_arn
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import capital, given, inner, listed, pick, text, texts

APPLICATION, GROUP = "AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup"
_APPLICATIONS, _GROUPS = "codedeploy:ListApplications", "codedeploy:ListDeploymentGroups"
_GONE = frozenset(("ApplicationDoesNotExistException",))
_ALARMS = {GROUP: ("AWS::CloudWatch::Alarm",)}
_BATCH = 100
"""Names that are asked about with one call ("BatchGetApplications", "BatchGetDeploymentGroups")."""


def _batches(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(names[at : at + _BATCH]) for at in range(0, len(names), _BATCH))


def _applications(answers: Answers) -> Iterable[Mapping[str, Any]]:
    names = texts(answers.data("codedeploy", "ListApplications"), "applications")
    return ({"applicationNames": batch} for batch in _batches(names))


def _of_functions(answers: Answers) -> Iterator[Mapping[str, Any]]:
    """The applications that deploy functions."""
    for batch in _applications(answers):
        for one in listed(answers.data("codedeploy", "BatchGetApplications", **batch), "applicationsInfo"):
            if text(one, "computePlatform") == "Lambda" and text(one, "applicationName"):
                yield one


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"applicationName": text(one, "applicationName")} for one in _of_functions(answers))


def _each_batch(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for arguments in _each(answers):
        names = texts(answers.data("codedeploy", "ListDeploymentGroups", **arguments), "deploymentGroups")
        yield from ({**arguments, "deploymentGroupNames": batch} for batch in _batches(names))


READS = (
    Read("codedeploy", "ListApplications", (APPLICATION,)),
    Read(
        "codedeploy",
        "BatchGetApplications",
        (APPLICATION,),
        each=_applications,
        after=(_APPLICATIONS,),
        absent=_GONE,
        leads=_ALARMS,
    ),
    Read(
        "codedeploy",
        "ListDeploymentGroups",
        (GROUP,),
        each=_each,
        after=("codedeploy:BatchGetApplications",),
        absent=_GONE,
        leads=_ALARMS,
    ),
    Read(
        "codedeploy",
        "BatchGetDeploymentGroups",
        (GROUP,),
        each=_each_batch,
        after=(_GROUPS,),
        absent=_GONE,
        leads=_ALARMS,
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The applications, each followed by its groups."""
    for batch in _applications(answers):
        answer = answers.of("codedeploy", "BatchGetApplications", **batch)
        if isinstance(answer, Unread):
            for name in batch["applicationNames"]:
                yield Made(APPLICATION, _arn(place, name), name, {"ApplicationName": name}, unread=answer)
                yield unknown_part(GROUP, _arn(place, name), name, answer, "ApplicationName")
    for one in _of_functions(answers):
        name = text(one, "applicationName")
        arn = _arn(place, name)
        properties = {"ApplicationName": name, "ComputePlatform": "Lambda"}
        yield Made(APPLICATION, arn, name, properties, returns={"": name})
        yield from _groups(name, arn, answers, place)


def _arn(place: Place, application: str) -> str:
    return f"arn:{place.partition}:codedeploy:{place.region}:{place.account}:application:{application}"


def _groups(application: str, arn: str, answers: Answers, place: Place) -> Iterator[Made]:
    found = answers.of("codedeploy", "ListDeploymentGroups", applicationName=application)
    if isinstance(found, Unread):
        yield unknown_part(GROUP, arn, application, found, "ApplicationName")
        return
    names = texts(answers.data("codedeploy", "ListDeploymentGroups", applicationName=application), "deploymentGroups")
    for batch in _batches(names):
        arguments = {"applicationName": application, "deploymentGroupNames": batch}
        answer = answers.of("codedeploy", "BatchGetDeploymentGroups", **arguments)
        if isinstance(answer, Unread):
            yield from (_group(name, application, arn, {}, place)._replace(unread=answer) for name in batch)
        described = listed(answers.data("codedeploy", "BatchGetDeploymentGroups", **arguments), "deploymentGroupsInfo")
        for one in described:
            if name := text(one, "deploymentGroupName"):
                yield _group(name, application, arn, one, place)


def _group(name: str, application: str, arn: str, one: Mapping[str, Any], place: Place) -> Made:
    alarms = inner(one, "alarmConfiguration")
    named = [text(alarm, "name") for alarm in listed(alarms, "alarms")]
    own = {
        **pick(
            one,
            DeploymentConfigName="deploymentConfigName",
            DeploymentStyle="deploymentStyle",
            ServiceRoleArn="serviceRoleArn",
        ),
        "AlarmConfiguration": given(
            {
                **capital({key: value for key, value in alarms.items() if key != "alarms"}),
                "Alarms": [{"Name": each} for each in named],
            }
        ),
        "AutoRollbackConfiguration": capital(inner(one, "autoRollbackConfiguration")),
    }
    properties = {"ApplicationName": application, "DeploymentGroupName": name, **given(own)}
    links = {f"AlarmConfiguration.Alarms.{at}.Name": f"{alarm_arn(each, place)}#" for at, each in enumerate(named)}
    id_ = f"{arn.replace(':application:', ':deploymentgroup:')}/{name}"
    return Made(GROUP, id_, name, properties, returns={"": name}, links={"ApplicationName": arn, **links})
