"""The same permissions in fewer statements, and how far the result is from AWS's limits."""

import collections.abc
from collections.abc import Iterator
from functools import partial
from itertools import chain

from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.minimise import minimise
from hauberk.iam.validation.holders import Holder, holders
from hauberk.questions.answers import Smaller
from hauberk.questions.documents import policy_in
from hauberk.questions.files import Files, InputError, named
from hauberk.questions.holding import Holding
from hauberk.questions.matters import in_worlds
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence


def smaller(files: Files, argument: str, *, wildcards: bool, steps: int) -> Smaller:
    """What an argument holds, as one policy that says the same in fewer statements.

    Several policies of a template's resource are taken together. Raises :class:`InputError`.
    """
    policy = _policy(files, argument)
    kind = Kind.IDENTITY if _of_principal(policy) else Kind.RESOURCE
    result = minimise(policy, wildcards=wildcards, steps=steps)
    return Smaller(policy, result, tuple(_limits(policy, kind)), _spelt(files, argument))


def _spelt(files: Files, argument: str) -> dict[str, str]:
    """The texts of a file as they are written: IAM compares actions without regard to case, and people don't read them
    so."""
    where = named(argument)
    if where.part:
        return {}
    return {text.lower(): text for text in _texts(files.document(where.file).root)}


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            for child in node.items:
                yield from _texts(child)
        case Mapping():
            for _, child in node.entries.values():
                yield from _texts(child)


def _policy(files: Files, argument: str) -> Policy:
    where = named(argument)
    if where.part:
        return _of_template(files, where.file, where.part)
    if files.is_template(where.file):
        raise InputError(f"{files.show(where.file)} is a template: say which of its resources with #LogicalId")
    return policy_in(files, where.file)


def _of_template(files: Files, file: str, part: str) -> Policy:
    from hauberk.questions.templates import Template

    template = Template(files, file)
    resource = template.resource(part)
    read = partial(template.principal, part) if template.has_role(resource) else partial(template.holding, resource)
    held = in_worlds(read, files)
    found = {_content(holding): holding for _, holding in held}
    if len(found) > 1:
        raise InputError(f"{template.file}: what {part} holds differs by parameters; fix them with --parameters")
    policies = [policy for holding in found.values() for policy in _held(holding)]
    if not policies:
        raise InputError(f"{template.file}: {part} holds no policy")
    return together(policies, part)


def _held(holding: Holding) -> Iterator[Policy]:
    """The policies to take together: those of a principal, else that of the resource itself."""
    if holding.identity:
        yield from holding.identity
    elif holding.own is not None:
        yield holding.own


def _content(holding: Holding) -> object:
    return tuple(_held(holding))


def together(policies: collections.abc.Sequence[Policy], name: str) -> Policy:
    """Several policies as one, the statements in their order."""
    statements = chain.from_iterable(policy.statements for policy in policies)
    return Policy(
        tuple(statement._replace(place=place) for place, statement in enumerate(statements)),
        policies[0].version,
        name=name,
        unread=tuple(hole for policy in policies for hole in policy.unread),
        span=policies[0].span,
    )


def _of_principal(policy: Policy) -> bool:
    return all(one.except_principals and not one.principals for one in policy.statements)


def _limits(policy: Policy, kind: Kind) -> Iterator[Holder]:
    """What may hold a policy of a kind and of the services that it names, and has a limit."""
    services = {str(pattern).partition(":")[0] for one in policy.statements for pattern in one.actions}
    trust = kind is Kind.RESOURCE and services == {"sts"}
    for holder in holders().values():
        about = services <= set(holder.services) if kind is Kind.RESOURCE and not trust else not holder.services
        if holder.limit and kind in holder.kinds and about and holder.trust == trust:
            yield holder
