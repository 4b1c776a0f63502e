"""Versions, aliases, and how traffic moves from one to the next."""

from hauberk.model.compute import Alias, Function
from hauberk.model.subject import Subject, as_flag, named
from hauberk.model.told import if_live, if_version
from hauberk.model.values import Known, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given, must_be_on, unless_helper
from hauberk.practices.control import control
from hauberk.study.study import Study

GROUP = "AWS::CodeDeploy::DeploymentGroup"


@control("function-without-version", practice=10, severity=LOW, subject=Function)
def function_without_version(function: Function, study: Study) -> Verdict:
    """A function has no version to go back to.

    $LATEST is overwritten by every deployment. Without published versions and an alias there is nothing to roll back to
    but another deployment. An alias of $LATEST is another name for what was deployed last.

    Attack: a bad or malicious change is live at once for everyone, and the good code is gone.

    Safe when: nobody notices if the function stands still for an hour.

    Fix: publish versions and let an alias point at one; in SAM: AutoPublishAlias.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
    - https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    """
    if version := if_version(function, "whether there is one to go back to"):
        return version
    if helper := unless_helper(function):
        return helper
    versions = [Alias(one, function.world).version for one in study.users(function, *Alias.TYPES)]
    latest = [version for version in versions if version == Known("$LATEST")]
    doubts = [version for version in versions if isinstance(version, Unknown)]
    if len(versions) > len(latest) + len(doubts):
        return satisfied()
    if doubts:
        return unknown(doubts[0])
    says = "no alias points at a published version of this function"
    return violated(function.says(says), *(version.says("this is what was deployed last") for version in latest))


@control("deployment-all-at-once", practice=10, severity=LOW, subject=Alias)
def deployment_all_at_once(alias: Alias, study: Study) -> Verdict:
    """A new version gets all traffic at once.

    Gradual deployment sends a few requests to a new version first, and goes back by itself when an alarm goes off.

    Attack: a bad version takes down everything instead of a tenth of it.

    Safe when: the function isn't in the way of any user, or a pipeline shifts the traffic.

    Fix: give the alias a CodeDeploy update policy; in SAM: DeploymentPreference with a canary.

    References:
    - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
    - https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
    """
    if live := if_live(alias, "how its traffic moves"):
        return live
    policy = alias.resource.attributes.within(alias.world).value("UpdatePolicy")
    if isinstance(policy, Unknown):
        return unknown(policy)
    group = study.named(named(named(policy).value("CodeDeployLambdaAliasUpdate")).value("DeploymentGroupName"))
    if group is None:
        if "CodeDeployLambdaAliasUpdate" in named(policy).names():
            return satisfied()
        if "Account" in alias.resource.attributes.names() and study.application.has((GROUP,)):
            return unknown(_WHICH)
        return violated(alias.says("all traffic goes to a new version at once"))
    config = alias.world.pick(group.properties.value("DeploymentConfigName"))
    match config:
        case Known(str() as name) if name.endswith("AllAtOnce"):
            return violated(config.says("all traffic goes to a new version at once"))
        case Unknown():
            return unknown(config)
    return satisfied()


_WHICH = Reason("deployed-by-unknown", "CodeDeploy doesn't tell which of its deployment groups moves the alias")
"""Only a template's update policy names the group of an alias."""


class DeploymentGroup(Subject):
    """How a function is deployed."""

    TYPES = (GROUP,)
    __slots__ = ()


@control("deployment-without-rollback-alarm", practice=10, severity=MEDIUM, subject=DeploymentGroup)
def deployment_without_rollback_alarm(group: DeploymentGroup, study: Study) -> Verdict:
    """A deployment doesn't notice that it goes wrong.

    A canary without an alarm only fails more slowly: after some minutes all traffic goes to the bad version anyway.

    Attack: the new version answers everyone with errors, and the deployment reports success.

    Safe when: a hook tests the new version thoroughly before and after.

    Fix: name alarms on the alias's errors in AlarmConfiguration; in SAM: DeploymentPreference.Alarms.

    References:
    - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
    - https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
    """
    platform = study.named(group.at("ApplicationName"))
    if platform is not None and group.world.pick(platform.properties.value("ComputePlatform")) != Known("Lambda"):
        return not_applicable("it doesn't deploy functions")
    return must_be_given(
        group.at("AlarmConfiguration.Alarms"), "no alarm stops or reverts a deployment that goes wrong"
    )


@control("deployment-without-rollback", practice=10, severity=LOW, subject=DeploymentGroup)
def deployment_without_rollback(group: DeploymentGroup, study: Study) -> Verdict:
    """A deployment that fails isn't taken back.

    Without automatic rollback traffic stays where it was when the deployment stopped, on the bad version in part.

    Attack: a bad version stays up over the weekend, because nobody was there to take it back.

    Safe when: someone watches each deployment.

    Fix: set AutoRollbackConfiguration with DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM; SAM does that by itself.

    References:
    - https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
    - https://docs.aws.amazon.com/config/latest/developerguide/codedeploy-deployment-group-auto-rollback-enabled.html
    """
    return must_be_on(
        as_flag(group.at("AutoRollbackConfiguration.Enabled", False)), "a failed deployment stays half done"
    )


CONTROLS = (
    function_without_version,
    deployment_all_at_once,
    deployment_without_rollback_alarm,
    deployment_without_rollback,
)
