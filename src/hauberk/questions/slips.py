"""What makes a request none, and what in it looks mistyped: names that IAM's catalogue lacks."""

from collections.abc import Iterator

from hauberk.iam.catalogue import action, dated, facts, global_keys, key, prefixes, resource_formats
from hauberk.iam.catalogue.services import names
from hauberk.iam.implied import Calls, caller
from hauberk.iam.language import arn
from hauberk.iam.request import Request
from hauberk.questions.requests import Case
from hauberk.scan.nearest import nearest


class IncompleteError(ValueError):
    """A case that is no request yet."""


def request_of(case: Case) -> Request:
    """The request of a case. Raises :class:`IncompleteError`."""
    if not case.principal:
        raise IncompleteError("who asks isn't told: a request needs a principal")
    if not case.action:
        raise IncompleteError("a request needs an action, such as s3:GetObject")
    if ":" not in case.action or "*" in case.action or "?" in case.action:
        told = "is of one action, not of a pattern" if ":" in case.action else "has a service's prefix"
        raise IncompleteError(f"{case.action!r} is no action of a request: it {told}")
    if case.resource:
        return case.request
    known = action(case.action)
    formats = resource_formats(known) if known else ()
    if known is not None and not formats:
        return case._replace(resource="*").request
    about = f"; {known.name} acts on {' or '.join(formats[:3])}" if known else ""
    raise IncompleteError(f"a request needs a resource{about}")


def unable(request: Request) -> str:
    """Why the caller can't make such a request at all, whatever policies say; empty if he can.

    Root users "cannot call AssumeRole" (IAM user guide, "Compare AWS STS credentials", 2026-11). What is taken without
    a signature, :mod:`hauberk.iam.unsigned` tells. Whoever is of one partition can't use
    what is of another, which has accounts and IAM of its own ("AWS Fault Isolation Boundaries", "Partitions", 2026-11).
    """
    principal, resource = arn.split(request.principal), arn.split(request.resource)
    if principal is not None and resource is not None:
        of, other = principal.partition, resource.partition
        if of != other and {of, other} <= arn.PARTITIONS.keys():
            return f"whoever is of the partition {of} can't use what is of {other}"
    calls, action = caller(request.principal).calls, request.action.lower()
    if calls is Calls.ROOT and action == "sts:assumerole":
        return "an account's root user can't assume a role"
    if calls is not Calls.ANONYMOUS:
        return ""
    from hauberk.iam.unsigned import may_be_unsigned  # few ask about those who don't sign

    return "" if may_be_unsigned(action) else "only a signed request can ask for it"


def _oddities(request: Request) -> Iterator[str]:
    """What of a request's principal and resource AWS can't have."""
    who, principal, resource = caller(request.principal), arn.split(request.principal), arn.split(request.resource)
    if who.calls is Calls.OTHER:
        yield f"{request.principal} is no principal that can make a request"
    elif principal is None and who.calls is Calls.PROVIDER and "." not in request.principal:
        yield f"{request.principal!r} is no principal: neither an ARN nor an account, a service or a provider"
    if resource is None and request.resource != "*":
        yield f"{request.resource!r} is no ARN, so no request is about it"
    for parts in filter(None, (principal, resource)):
        if parts.partition not in arn.PARTITIONS:
            yield f"AWS has no partition {parts.partition!r}"
    if resource is not None and resource.service == "kms" and resource.resource.startswith("alias/"):
        yield "a request by an alias is decided on the key that it stands for, whose ARN is the resource then"


def slips(request: Request) -> Iterator[str]:
    """What of a request looks mistyped, or the catalogue doesn't know."""
    yield from _oddities(request)
    known = action(request.action)
    if known is None:
        yield unknown_action(request.action)
    if known is not None and ("*" in request.resource or "?" in request.resource) and request.resource != "*":
        yield "a star in a request's resource is a star, and no pattern; `hauberk iam denied` asks about patterns"
    service = request.action.partition(":")[0]
    for name in request.context:
        if key(name, service) is None and _is_of_aws(name):
            yield f"IAM has no condition key {name}{nearest(name, _keys(service))}"


def unknown_action(name: str) -> str:
    """That there is no such action, and what may have been meant."""
    prefix, _, bare = name.partition(":")
    if facts(prefix) is None:
        return f"there is no service {prefix!r}, as of {dated():%d %B %Y}{nearest(prefix, prefixes())}"
    like = {full.partition(":")[2]: full for full in names(prefix.lower()).values()}
    hint = nearest(bare, like)
    return f"there is no action {name!r}, as of {dated():%d %B %Y}{hint}"


def _is_of_aws(name: str) -> bool:
    """Whether a condition key is one that AWS would list: those of identity providers are the providers' own."""
    prefix = name.partition(":")[0]
    return "." not in prefix and "/" not in name


def _keys(service: str) -> list[str]:
    known = facts(service)
    return [*global_keys(), *(known.keys if known else ())]
