"""What is wrong with policies: of a file, or all that a template writes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hauberk.iam.language.parse import Parsed
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.validation import Holder, Problem, holder_of, holders, refused, validate
from hauberk.iam.validation.holders import alone
from hauberk.model.guards import Guard, describe, simplify
from hauberk.model.subject import Subject
from hauberk.model.world import World
from hauberk.questions.answers import Wrong
from hauberk.questions.documents import kind_of, parsed_as, unwrapped
from hauberk.questions.files import Files, InputError, named
from hauberk.questions.matters import in_worlds
from hauberk.questions.services import service_called
from hauberk.study.policies import documents

if TYPE_CHECKING:
    from hauberk.questions.templates import Template


class Checked(NamedTuple):
    """How many policies were looked at, and what is wrong with them."""

    policies: int
    wrong: tuple[Wrong, ...]


def problems(files: Files, argument: str, type_: str, service: str, steps: int) -> Checked:
    """What is wrong with a policy of a ``type_``, or with those that a template or a resource of it writes.

    Raises :class:`InputError`.
    """
    where = named(argument)
    if not where.part and not files.is_template(where.file):
        return Checked(1, tuple(_of_file(files, where.file, type_, service, steps)))
    if type_ or service:
        raise InputError("a template tells of each policy what it is of: leave --type and --service out")
    return _of_template(files, where.file, where.part, steps)


def _of_file(files: Files, file: str, type_: str, service: str, steps: int) -> Iterator[Wrong]:
    document = unwrapped(files.document(file))
    kind = Kind.RESOURCE if type_ == "trust" else Kind(type_) if type_ else kind_of(document)
    holder = _holder(kind, type_ == "trust", service)
    shown = files.show(file)
    parsed = parsed_as(document, kind, shown)
    policy = parsed.policy
    found = validate(policy, kind, holder, document, steps=steps) if policy else refused(parsed)
    yield from (Wrong(shown, problem) for problem in found)


def _holder(kind: Kind, trust: bool, service: str) -> Holder | None:
    """What a policy is written on, as far as it is told."""
    if trust:
        return next(one for one in holders().values() if one.trust)
    if service:
        prefix = service_called(service)
        return next((one for one in holders().values() if prefix in one.services), None)
    return alone(kind)


def _of_template(files: Files, file: str, part: str, steps: int) -> Checked:
    from hauberk.questions.templates import Template

    template = Template(files, file)
    resources = [template.resource(part)] if part else list(template.application.resources.values())
    written = 0
    found: list[Wrong] = []
    for resource in resources:
        worlds = in_worlds(partial(_in, template, resource.id, steps), files)
        written += max((one.policies for _, one in worlds), default=0)
        found += _merged([(guard, one.problems) for guard, one in worlds], files)
    if part and not written:
        raise InputError(f"{template.file}: {part} writes no policy")
    return Checked(written, tuple(found))


class _Found(NamedTuple):
    """What was found in one world."""

    policies: int
    problems: tuple[tuple[str, Problem], ...]


def _in(template: "Template", id_: str, steps: int, world: World) -> _Found | None:
    resource = template.resource(id_)
    if not world.holds(resource.presence):
        return None
    found: list[tuple[str, Problem]] = []
    written = [one for one in documents(Subject(resource, world), template.study) if not _is_made(one.policy)]
    for one in written:
        if one.faults:
            told = refused(Parsed(None, one.faults))
        else:
            holder = holder_of(resource.type, trust=one.trust)
            told = validate(one.policy, one.kind, holder, one.document, bare=one.bare, steps=steps)
        found += [(one.policy.name, problem) for problem in told]
    return _Found(len(written), tuple(found))


def _is_made(policy: Policy) -> bool:
    """Whether a policy is made of one word of the template, as SAM makes those of its policy templates: all parts of it
    stand there, and none of its text is the author's."""
    spans = {one.span for one in policy.statements}
    return policy.span is not None and spans == {policy.span}


def _merged(found: list[tuple[Guard, tuple[tuple[str, Problem], ...]]], files: Files) -> Iterator[Wrong]:
    """The problems of all worlds, each once, with the condition under which it is there."""
    guards: dict[object, tuple[str, Problem, list[Guard]]] = {}
    for guard, problems_ in found:
        for name, problem in dict.fromkeys(problems_):
            key = (name, problem.code, problem.text, problem.span)
            guards.setdefault(key, (name, problem, []))[2].append(guard)
    for name, problem, own in guards.values():
        always = len(own) == len(found)
        hidden = files.hidden()
        yield Wrong(name, problem, "" if always else " or ".join(describe(one, hidden) for one in simplify(own)))
