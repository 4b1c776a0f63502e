"""What a role gives its functions beyond what every function needs to run.

From the documents of AWS's own policies for that: AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole,
AWSXRayDaemonWriteAccess and CloudWatchLambdaInsightsExecutionRolePolicy (AWS managed policy reference, 2026-11).
"""

from hauberk.iam.language.policy import Effect, Policy
from hauberk.model.subject import Subject
from hauberk.study.study import Study

RUNNING = frozenset(
    (
        "ec2:assignprivateipaddresses",
        "ec2:createnetworkinterface",
        "ec2:deletenetworkinterface",
        "ec2:describenetworkinterfaces",
        "ec2:describesecuritygroups",
        "ec2:describesubnets",
        "ec2:describevpcs",
        "ec2:unassignprivateipaddresses",
        "logs:createloggroup",
        "logs:createlogstream",
        "logs:describeloggroups",
        "logs:describelogstreams",
        "logs:putlogevents",
        "xray:getsamplingrules",
        "xray:getsamplingstatisticsummaries",
        "xray:getsamplingtargets",
        "xray:puttelemetryrecords",
        "xray:puttracesegments",
    )
)


def only_runs(role: Subject, study: Study) -> bool:
    """Whether a role gives nothing but writing logs and traces and joining a network; not if it gives nothing."""
    study.iam = True
    attached = study.identity(role).attached
    return bool(attached) and all(_only_running(one.policy) for one in attached)


def _only_running(policy: Policy) -> bool:
    allowing = [one for one in policy.statements if one.effect is Effect.ALLOW]
    return not policy.unread and all(
        not one.unread and not one.except_actions and all(action.literal in RUNNING for action in one.actions)
        for one in allowing
    )
