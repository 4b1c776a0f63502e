"""The account that a template makes, for questions about who can gain what, in one world."""

from collections.abc import Mapping
from typing import NamedTuple

from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.escalation.account import OF_GROUP, Account, Bucket, Group, Held, Managed, Place, Working
from hauberk.iam.escalation.account import Principal as Member
from hauberk.iam.escalation.narrowing import called
from hauberk.iam.language.policy import Effect, Policy
from hauberk.iam.openness import whom
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed
from hauberk.model.values import Absent, Fields, Known
from hauberk.model.world import World
from hauberk.study.access import access
from hauberk.study.arns import Arns
from hauberk.study.filling import filled, told
from hauberk.study.policies import MANAGED, Attached, groups_of, managed_policies
from hauberk.study.principals import GROUP, ROLE, USER, Principal
from hauberk.study.study import Study
from hauberk.study.triggers import How

_PROFILE = "AWS::IAM::InstanceProfile"
_FUNCTION = "lambda:function"
_BUCKET = "AWS::S3::Bucket"


class _Works(NamedTuple):
    """What a type of resource is called by IAM, and the property with the role that it works with."""

    type: str
    role: str


_WORKS: Mapping[str, _Works] = {
    **dict.fromkeys(Function.TYPES, _Works(_FUNCTION, "Role")),
    "AWS::AppRunner::Service": _Works("apprunner:service", "InstanceConfiguration.InstanceRoleArn"),
    "AWS::Batch::JobDefinition": _Works("batch:job-definition", "ContainerProperties.JobRoleArn"),
    "AWS::CodeBuild::Project": _Works("codebuild:project", "ServiceRole"),
    "AWS::CodePipeline::Pipeline": _Works("codepipeline:pipeline", "RoleArn"),
    "AWS::EC2::Instance": _Works("ec2:instance", "IamInstanceProfile"),
    "AWS::Glue::DevEndpoint": _Works("glue:devendpoint", "RoleArn"),
    "AWS::Glue::Job": _Works("glue:job", "Role"),
    "AWS::MWAA::Environment": _Works("airflow:environment", "ExecutionRoleArn"),
    "AWS::SageMaker::NotebookInstance": _Works("sagemaker:notebook-instance", "RoleArn"),
    "AWS::StepFunctions::StateMachine": _Works("states:statemachine", "RoleArn"),
}
"""Resources that work with a role (CloudFormation Template Reference, 2026-11)."""


def account(study: Study, world: World) -> Account:
    """The users, roles, groups, managed policies and what works with roles of an application; what only the deployment
    tells has the text that a witness has for it.

    Tags aren't told: those of the stack come to those of the template.
    """
    return _Reader(study, world).account()


def _unsure(trust: Policy) -> Policy:
    """A trust policy whose grants to nobody knows whom can't be read whole."""
    return trust._replace(
        statements=tuple(
            one._replace(principals=(), unread=(*one.unread, hole))
            if one.effect is Effect.ALLOW and (hole := whom(one)) is not None
            else one
            for one in trust.statements
        )
    )


class _Reader:
    def __init__(self, study: Study, world: World) -> None:
        self.study = study
        self.world = world
        self.arns = Arns(study.application, world)

    def account(self) -> Account:
        groups = {one.id: self._group(one) for one in self._there(GROUP)}
        roles = tuple(self._role(one) for one in self._there(ROLE))
        users = tuple(self._user(one, groups) for one in self._there(USER))
        managed = [self._held(one) for one in managed_policies(self.study, self.world)]
        return Account(
            ACCOUNT,
            (*roles, *users),
            tuple(groups.values()),
            tuple(Managed(one.arn, one.policy) for one in managed),
            tuple(self._working(one) for one in self._there(*_WORKS)),
            tuple(Bucket(self._arn(one), self._lists(one)) for one in self._there(_BUCKET)),
        )

    def _there(self, *types: str) -> list[Resource]:
        return [one for one in self.study.application.of(*types) if self.world.holds(one.presence)]

    # -- principals

    def _group(self, resource: Resource) -> Group:
        found = access(Principal(resource, self.world), self.study)
        return Group(self._arn(resource), tuple(map(self._held, found.identity.attached)))

    def _role(self, resource: Resource) -> Member:
        profiles = (one for one in self._there(_PROFILE) if self._names(one, "Roles", resource))
        return self._member(resource)._replace(profiles=tuple(map(self._arn, profiles)))

    def _user(self, resource: Resource, groups: Mapping[str, Group]) -> Member:
        member = self._member(resource)
        mine = [groups[one.id] for one in groups_of(Principal(resource, self.world), self.study) if one.id in groups]
        of_groups = [held for group in mine for held in group.held]
        own = [held for held in member.held if held not in of_groups]
        others = [held._replace(place=OF_GROUP[held.place]) for held in of_groups]
        return member._replace(held=(*own, *others), groups=tuple(group.arn for group in mine))

    def _member(self, resource: Resource) -> Member:
        identity = access(Principal(resource, self.world), self.study).identity
        boundary = self._held(identity.boundary) if identity.boundary else None
        trust = told(_unsure(identity.trust.policy)) if identity.trust else None
        return Member(self._arn(resource), tuple(map(self._held, identity.attached)), boundary, trust)

    def _held(self, one: Attached) -> Held:
        if one.resource.type == MANAGED:
            return Held(told(one.policy), Place.ATTACHED, self._arn(one.resource))
        if one.policy.name.startswith("arn:"):
            return Held(told(one.policy), Place.ATTACHED, one.policy.name)
        return Held(told(one.policy), Place.INLINE)

    # -- what works with roles

    def _working(self, resource: Resource) -> Working:
        works = _WORKS[resource.type]
        subject = Subject(resource, self.world)
        role = self.study.named(subject.at(works.role))
        if role is not None and role.type == _PROFILE:
            profile = role
            role = next((one for one in self._there(ROLE) if self._names(profile, "Roles", one)), None)
        found = Working(works.type, self._arn(resource), self._arn(role) if role and role.type == ROLE else "")
        if works.type != _FUNCTION:
            return found
        started = any(one.how is not How.SYNCHRONOUS for one in self.study.triggers(subject))
        signing = subject.at("CodeSigningConfigArn")
        return found._replace(
            starts_by_itself=True if started else None, signed=False if isinstance(signing, Absent) else None
        )

    def _lists(self, resource: Resource) -> bool | None:
        """Whether access control lists have an effect in a bucket. They haven't where nothing is said (S3 user guide,
        "Controlling ownership of objects and disabling ACLs for your bucket", 2026-11)."""
        rules = Subject(resource, self.world).at("OwnershipControls.Rules")
        if isinstance(rules, Absent):
            return False
        for rule in listed(rules):
            match rule:
                case Known(Fields() as fields):
                    match fields.value("ObjectOwnership"):
                        case Known("BucketOwnerEnforced"):
                            return False
                        case Known("BucketOwnerPreferred" | "ObjectWriter"):
                            return True
        return None

    def _names(self, resource: Resource, property_: str, other: Resource) -> bool:
        """Whether a property of a resource names another."""
        elements = listed(Subject(resource, self.world).at(property_))
        texts = (self.arns.text(element) for element in elements)
        names = (self.arns.ref(other), self.arns.arn(other))
        return any(text is not None and text in names for text in texts)

    # -- names

    def _arn(self, resource: Resource) -> str:
        arn = self.arns.arn(resource)
        if arn is not None:
            return spelt(filled(arn))
        service, _, type_ = (_WORKS[resource.type].type if resource.type in _WORKS else "").partition(":")
        return called(service, type_, ACCOUNT, "aws", resource.name)
