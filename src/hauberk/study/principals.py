"""Whose policies are asked about: the principals of an application, and its resources that have policies of their
own."""

from hauberk.model.compute import Function
from hauberk.model.policies import HOLDERS, Role
from hauberk.model.subject import Subject, Whole, resource_of
from hauberk.study.study import Study

ROLE, USER, GROUP = "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"


class Principal(Subject):
    """A role, a user or a group; those that SAM makes too."""

    TYPES = (ROLE, USER, GROUP)
    __slots__ = ()

    boundary = Whole("PermissionsBoundary")
    managed = Whole("ManagedPolicyArns")
    inline = Whole("Policies")
    groups = Whole("Groups")


class Guarded(Subject):
    """A resource that may have a policy of its own, in it or in a resource beside it."""

    TYPES = (
        *(
            type_
            for type_, holders in HOLDERS.items()
            if any(holder.role is Role.RESOURCE for holder in holders) and not type_.endswith("Policy")
        ),
        "AWS::Kinesis::Stream",
        "AWS::Lambda::Function",
        "AWS::Lambda::LayerVersion",
        "AWS::S3::Bucket",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
    )
    __slots__ = ()


def role_of(function: Function, study: Study) -> Principal | None:
    """A function's role, in the function's world; ``None`` if it isn't one of the application."""
    found = study.application.resources.get(resource_of(function.role))
    return Principal(found, function.world) if found is not None and found.type == ROLE else None
