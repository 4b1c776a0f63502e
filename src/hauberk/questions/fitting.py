"""Which of SAM's policy templates say exactly what is needed."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.language.text import Glob, Hole, Part, glob
from hauberk.model.regex import regex
from hauberk.questions.least import Fit
from hauberk.sources.sam.policies import policy_templates
from hauberk.study.arns import in_aws, rest_of
from hauberk.study.needs.needed import Needed

_HOLE = regex(r"\$\{([^}]*)\}")


class _Form(NamedTuple):
    """A template of one statement: its actions, and its resource up to the parameter that ends it, if one does."""

    name: str
    actions: frozenset[str]
    start: Glob
    parameter: str


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_read())


def _read() -> Iterator[_Form]:
    for name, statements in policy_templates().items():
        if len(statements) != 1 or "Condition" in statements[0]:
            continue
        (statement,) = statements
        resource, written = statement["Resource"], statement["Action"]
        if not isinstance(resource, str):
            continue
        holes = [hole for hole in _HOLE.findall(resource) if not hole.startswith("AWS::")]
        whole = not holes or (len(holes) == 1 and resource.endswith(f"${{{holes[0]}}}"))
        patterns = [written] if isinstance(written, str) else written
        meant = frozenset(action.lower() for pattern in patterns for action in catalogued(pattern))
        if not whole or "*" in resource or not meant:
            continue
        parameter = holes[0] if holes else ""
        start = resource.removesuffix(f"${{{parameter}}}") if parameter else resource
        yield _Form(name, meant, in_aws(glob(*_parts(start))), parameter)


def _parts(text: str) -> Iterator[Part]:
    at = 0
    for match in _HOLE.finditer(text):
        yield text[at : match.start()]
        yield Hole(match[1])
        at = match.end()
    yield text[at:]


def fitting(needed: Iterable[Needed], spelled: Callable[[Glob], str]) -> tuple[tuple[Fit, ...], tuple[Needed, ...]]:
    """The templates that say exactly what is needed on some resource, and what is left to say."""
    left = list(needed)
    by_resource: dict[Glob, set[str]] = {}
    for one in left:
        for resource in () if one.conditions else one.resources:
            by_resource.setdefault(resource, set()).add(one.action.lower())
    fits: list[Fit] = []
    for resource, actions in by_resource.items():
        found = _fit(resource, frozenset(actions), spelled)
        if found is not None:
            said = [one for one in left if resource in one.resources and not one.conditions]
            fits.append(found._replace(needed=tuple(one._replace(resources=(resource,)) for one in said)))
            left = [_without(one, resource) for one in left]
    return tuple(fits), tuple(one for one in left if one.resources)


def _without(one: Needed, resource: Glob) -> Needed:
    if one.conditions:
        return one
    return one._replace(resources=tuple(other for other in one.resources if other != resource))


def _fit(resource: Glob, actions: frozenset[str], spelled: Callable[[Glob], str]) -> Fit | None:
    for form in _forms():
        if form.actions != actions or not form.parameter:
            continue
        if not form.start.parts:
            return Fit(form.name, form.parameter, spelled(resource))
        rest = rest_of(in_aws(resource), form.start)
        if rest is not None and rest.parts and not any(_is_more(part) for part in rest.parts):
            return Fit(form.name, form.parameter, spelled(rest))
    return None


def _is_more(part: Part) -> bool:
    """Whether a part is more than one name."""
    return not isinstance(part, (str, Hole)) or (isinstance(part, str) and any(mark in part for mark in "/:"))
