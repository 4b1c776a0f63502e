"""What makes a request none, and what in it looks mistyped: names that IAM's catalogue lacks."""

from collections.abc import Iterator

from hauberk.iam.catalogue import action, dated, facts, global_keys, key, prefixes, resource_formats
from hauberk.iam.catalogue.services import names
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


def slips(request: Request) -> Iterator[str]:
    """What of a request the catalogue doesn't know."""
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
