"""Whether anything in an application takes away from what identity policies allow: seen at a glance, without IAM.

Most applications have no Deny and no boundary, and then a statement says all that there is to say about it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.policies import Role, documents, pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import below, named, spread
from hauberk.model.values import Absent, Fields, Known, Reference, alternatives

DENYING = frozenset(
    (
        "AWSCertificateManagerPrivateCAPrivilegedUser",
        "AWSCertificateManagerPrivateCAUser",
        "AWSCleanRoomsFullAccessNoQuerying",
        "AWSCompromisedKeyQuarantine",
        "AWSCompromisedKeyQuarantineV2",
        "AWSCompromisedKeyQuarantineV3",
        "AWSDeepRacerDefaultMultiUserAccess",
        "AWSDenyAll",
        "AWSIAMIdentityCenterAllowListForIdentityContext",
        "AWSLakeFormationDataAdmin",
        "AWSPrivateCAPrivilegedUser",
        "AWSPrivateCAUser",
        "AWSQuickSetupManagedInstanceProfileExecutionPolicy",
        "AWSTransformApplicationDeploymentPolicy",
        "AmazonConnectReadOnlyAccess",
        "AmazonDataZoneEnvironmentRolePermissionsBoundary",
        "AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary",
        "AmazonRedshiftDataFullAccess",
        "AmazonSecurityLakePermissionsBoundary",
        "AwsGlueSessionUserRestrictedNotebookPolicy",
        "AwsGlueSessionUserRestrictedNotebookServiceRole",
        "AwsGlueSessionUserRestrictedPolicy",
        "AwsGlueSessionUserRestrictedServiceRole",
        "CloudWatchOmniSpaceAccessPolicy",
        "IAMAuditRootUserCredentials",
        "IAMCreateRootUserPassword",
        "IAMDeleteRootUserCredentials",
        "S3UnlockBucketPolicy",
        "SQSUnlockQueuePolicy",
        "SageMakerStudioAdminIAMDefaultExecutionPolicy",
        "SageMakerStudioAdminIAMPermissiveExecutionPolicy",
        "SageMakerStudioProjectUserRolePermissionsBoundary",
        "SageMakerStudioUserIAMDefaultExecutionPolicy",
        "SageMakerStudioUserIAMPermissiveExecutionPolicy",
    )
)
"""The policies that AWS manages in which something is denied, by their names. Their documents are those of
:mod:`hauberk.iam.managed`; a test compares."""
PERMISSION_SET = "AWS::SSO::PermissionSet"
PRINCIPALS = ("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group", PERMISSION_SET)
ALLOW = Known("Allow")
_HOLDERS = (
    *PRINCIPALS,
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
    "AWS::IAM::GroupPolicy",
)


class Limits(NamedTuple):
    """Where something may be taken away."""

    denying: frozenset[str]
    """The ids of resources with a statement that denies in some branch, or may."""
    bounded: frozenset[str]
    """The ids of principals with a boundary, or with a policy of AWS's that denies."""
    boundaries: frozenset[str]
    """The ids of resources that a boundary is, in some branch."""

    def __bool__(self) -> bool:
        return bool(self.denying or self.bounded)


def limits(application: Application) -> Limits:
    """What may take away from the statements of an application."""
    denying = frozenset(resource.id for resource in application.of(*_HOLDERS) if _may_deny(resource))
    bounded = frozenset(resource.id for resource in application.of(*PRINCIPALS) if _is_bounded(resource))
    return Limits(denying, bounded, frozenset(_boundaries(application)))


def _may_deny(resource: Resource) -> bool:
    """Whether a statement says anything but ``Allow`` in some branch, or can't be read."""
    for document in documents(resource, (Role.IDENTITY,)):
        for _, _, statement in spread(named(document.value).value("Statement"), document.guard):
            effects = alternatives(named(statement).value("Effect"))
            if any(effect != ALLOW for _, effect in effects):
                return True
        if not isinstance(document.value, Known) or not isinstance(document.value.value, Fields):
            return True
    return False


def _is_bounded(resource: Resource) -> bool:
    return _has_boundary(resource) or any(name.rpartition("/")[2] in DENYING for name in _of_aws(resource))


def _has_boundary(resource: Resource) -> bool:
    """Whether a boundary is set in some branch; roles that SAM makes name the property and leave it out."""
    if "PermissionsBoundary" not in resource.properties.names():
        return False
    return any(
        not isinstance(one, Absent)
        for _, value in below(resource, "PermissionsBoundary")
        for _, one in alternatives(value)
    )


def _boundaries(application: Application) -> Iterator[str]:
    for resource in application.of(*PRINCIPALS):
        for _, value in below(resource, "PermissionsBoundary"):
            if isinstance(value, Reference):
                yield value.resource


def _of_aws(resource: Resource) -> Iterator[str]:
    for _, value in below(resource, "ManagedPolicies" if resource.type == PERMISSION_SET else "ManagedPolicyArns"):
        for _, _, element in spread(value):
            yield pattern_text(element) or ""
