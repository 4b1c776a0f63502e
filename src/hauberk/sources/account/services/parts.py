"""What one answer says of a part of a resource, or why nobody knows what that is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.sources.account.calls import Answer, Data, Missing, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.shaping import document, given, text

Make = Callable[[Mapping[str, Any]], Mapping[str, Any]]
TARGETS = (
    "AWS::Lambda::Function",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::StepFunctions::StateMachine",
)
"""What rules, schedules, pipes and state machines call, and where they put what failed, of what is asked about."""


def told(answer: Answer, names: tuple[str, ...], make: Make) -> dict[str, Any]:
    """The properties that an answer gives; each of ``names`` unread, if it couldn't be read."""
    match answer:
        case Data(content):
            return given(make(content))
        case Unread():
            return dict.fromkeys(names, answer)
    return {}


def unknown_part(type_: str, owner: str, name: str, unread: Unread, property_: str) -> Made:
    """What stands for the parts of a resource that couldn't be read: there may be some, and nobody knows which."""
    kind = type_.rpartition("::")[2]
    return Made(type_, f"{owner}#{kind}", f"{kind} of {name}", {property_: owner}, unread=unread)


def permissions_in(written: Any, type_: str, owner: str, name: str, property_: str, make: Make) -> Iterator[Made]:
    """The statements of a policy that lets somebody in, each as the operation that adds one would have made it.

    ``written`` is the policy as an answer has it, ``property_`` what names the ``owner``; ``make`` gives the properties
    of a statement.
    """
    policy = document(written)
    statements = policy.get("Statement") if isinstance(policy, Mapping) else None
    if not isinstance(statements, list):
        invalid = policy if isinstance(policy, Unread) else Unread("invalid", "its policy has no statements")
        yield unknown_part(type_, owner, name, invalid, property_)
        return
    for index, statement in enumerate(statements):
        if isinstance(statement, Mapping) and statement.get("Effect", "Allow") == "Allow":
            sid = text(statement, "Sid") or str(index)
            yield Made(type_, f"{owner}#{sid}", f"{sid} of {name}", make(statement))


class Form(NamedTuple):
    """How CloudFormation has the policy of a type of resource that is a resource of its own: its type, the property
    that names the owner (a list, with ``many``), and the one that holds the document."""

    type: str
    names: str
    document: str = "PolicyDocument"
    many: bool = False


def policy_of(owner: Made, answer: Answer, written: Any, form: Form) -> Iterator[Made]:
    """The policy of a resource as an answer has it; ``written`` is what stands there for it, a text or data.

    None where AWS says that there is none, by an error or by an empty text.
    """
    if isinstance(answer, Missing) or (isinstance(answer, Unread) and answer.code == "not-asked"):
        return
    if isinstance(answer, Unread):
        yield unknown_part(form.type, owner.id, owner.name, answer, form.names)
        return
    if written in (None, "", "{}"):
        return
    kind = form.type.rpartition("::")[2]
    link = f"{form.names}.0" if form.many else form.names
    named = owner.returns.get("", owner.id)
    properties = {form.names: [named] if form.many else named, form.document: document(written)}
    yield Made(form.type, f"{owner.id}#{kind}", f"policy of {owner.name}", properties, links={link: owner.id})


def account_of(principal: Any) -> Any:
    """A principal as the operations that add permissions take it: an account by its number, which policies tell as its
    root (``arn:aws:iam::123456789012:root``); others as they are."""
    parts: list[str] = principal.split(":") if isinstance(principal, str) else []
    return parts[4] if len(parts) == _PIECES and parts[2] == "iam" and parts[5] == "root" else principal


_PIECES = 6
