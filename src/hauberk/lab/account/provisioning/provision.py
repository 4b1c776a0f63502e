"""Deploys an application into an account: resource by resource, and what became of each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.families import recipe_of
from hauberk.lab.account.provisioning.loss import MISSING, UNKNOWN, UNSUPPORTED, Loss
from hauberk.lab.account.provisioning.making import Making, NotMadeError, at_path
from hauberk.lab.account.provisioning.order import in_order
from hauberk.lab.account.provisioning.plain import plain
from hauberk.lab.account.provisioning.stack_tags import with_stack_tags
from hauberk.lab.account.provisioning.stand_ins import STAND_INS, StandIns, pseudo_parameters
from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.values import Known, Reference, Unknown
from hauberk.model.world import World

STACK = "lab"


class Held(NamedTuple):
    """A resource in the account: what ``Ref`` of it gives, and its ARN where it has one."""

    id: str
    type: str
    physical: str
    arn: str


class Provisioned(NamedTuple):
    """What became of an application: the resources that the account holds by their ids, what it doesn't hold, and how
    many resources there are in the world that was deployed."""

    held: Mapping[str, Held]
    losses: tuple[Loss, ...]
    wanted: int


def provision(application: Application, account: Account, stack: str = STACK) -> Provisioned:
    """Makes every resource of an application that is there in one world.

    The world is that of the parameters which the application was read with; what it leaves open is settled by the first
    branch of each. Whatever can't be made is a loss, and the rest goes on.
    """
    return _Deployment(application, account, stack).done()


class _Deployment:
    def __init__(self, application: Application, account: Account, stack: str) -> None:
        self._application = application
        self._account = account
        self._stack = stack
        self._world = World()
        self._made: dict[str, Making] = {}
        self._losses: list[Loss] = []
        self._session = account.session()
        self._clients: dict[str, Any] = {}
        self._stand_ins = StandIns(application, self._world, account, stack)

    def done(self) -> Provisioned:
        there = {
            id_: resource
            for id_, resource in self._application.resources.items()
            if self._world.holds(resource.presence) and resource.type not in _STACKS
        }
        for resource in in_order(there, self._world):
            self._make(resource)
        for making in self._made.values():
            making.finish()
        for making in self._made.values():
            making.check()
            self._losses.extend(making.losses)
        held = {one.id: Held(one.id, one.type, one.ref, one.arn) for one in self._made.values()}
        return Provisioned(held, tuple(dict.fromkeys(self._losses)), len(there))

    def _make(self, resource: Resource) -> None:
        recipe = recipe_of(resource.type)
        if recipe is None:
            self._lose(resource, "", UNSUPPORTED, _CUSTOM if is_custom(resource.type) else _NONE_OF_IT)
            return
        properties = plain(
            Known(resource.properties), self._world, self._resolve, lambda at, what: self._instead(resource, at, what)
        )
        tagged = with_stack_tags(properties or {}, resource.type, resource.id, self._account, self._stack)
        making = Making(resource.id, resource.type, recipe, tagged, self._account, self._client, self._stack)
        try:
            making.make()
        except NotMadeError as error:
            self._losses.extend(making.losses)
            self._lose(resource, "", error.code, str(error))
            return
        self._made[resource.id] = making

    def _instead(self, resource: Resource, at: str, what: Unknown | Reference) -> str | None:
        """What is sent for a value that isn't known; the loss says so."""
        if isinstance(what, Reference):
            named = f"{what.resource}.{what.attribute}" if what.attribute else what.resource
            found = self._stand_ins.reference(what)
            self._lose(resource, at, MISSING, f"the account doesn't tell {named}; {found} stands for it")
            return found
        sent = STAND_INS.get(what.reason.code)
        after = f"; {sent} stands for it" if sent else ""
        self._lose(resource, at, UNKNOWN, f"{what.reason.text}{after}")
        return sent

    def _lose(self, resource: Resource, place: str, code: str, why: str) -> None:
        self._losses.append(Loss(resource.id, resource.type, place, code, why))

    def _resolve(self, reference: Reference) -> "str | list[str] | None":
        if reference.pseudo:
            return self._pseudo(reference.resource)
        making = self._made.get(reference.resource)
        if making is None:
            return None
        return attribute_of(making, reference.attribute) if reference.attribute else making.ref

    def _pseudo(self, name: str) -> str | None:
        return pseudo_parameters(self._account, self._stack).get(name)

    def _client(self, service: str) -> Any:
        found = self._clients.get(service)
        if found is None:
            found = self._clients[service] = self._session.client(service)
        return found


_NONE_OF_IT = "the lab makes no resources of this type"
_CUSTOM = "a custom resource: what it is, its function decides, which isn't run"


def is_custom(type_: str) -> bool:
    """Whether a resource is of a template's own kind."""
    return type_.startswith("Custom::") or type_ == "AWS::CloudFormation::CustomResource"


_STACKS = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
"""A nested stack's resources are the application's own."""


def attribute_of(making: Making, attribute: str) -> "str | None":
    """What ``Fn::GetAtt`` gives: what its recipe says, the ARN, or what the first answer has under the name."""
    found = making.attributes.get(attribute)
    if found is None and attribute in making.recipe.attributes:
        found = making.filled(making.recipe.attributes[attribute])
    if found is None and attribute == "Arn":
        found = making.arn or None
    if found is None:
        found = _in_answer(making.answer, attribute)
    if found is None:
        found = at_path(making.properties, attribute)
    return None if found is None or isinstance(found, (dict, list)) else str(found)


def _in_answer(answer: Mapping[str, Any], attribute: str) -> Any:
    found = at_path(answer, attribute)
    if found is None:
        for inner in answer.values():
            if isinstance(inner, Mapping) and found is None:
                found = at_path(inner, attribute)
    return found
