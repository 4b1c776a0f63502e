"""From a template file to an application: parameters, nested stacks and the serverless types included."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from hauberk.model.application import Application, Input
from hauberk.model.secrets import Hidden
from hauberk.model.span import Span
from hauberk.model.values import Known, Value, alternatives
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.stacks import Stack, open_stack


def read_application(
    root: Root,
    path: str,
    pins: Mapping[str, str] | None = None,
    budget: Budget = DEFAULT_BUDGET,
    beside: Mapping[str, str] | None = None,
) -> Application:
    """The application whose main template is ``path`` of ``root``. ``pins`` fixes parameters by name, ``beside``
    says which values of them the configuration beside the template gives.

    Raises :class:`ReadingError` when the main template itself can't be read (``not-a-template`` when it is another
    kind of document); trouble in its parts is in the application's ``unread``.
    """
    configured = beside or {}
    given: dict[str, Value] = {name: Known(text) for name, text in (pins or {}).items()}
    main = open_stack(root, path, given, budget)
    stacks = list(_in_order(main))
    resources = {resource.id: resource for stack in stacks for resource in stack.resources.values()}
    unread = [entry for stack in stacks for entry in stack.unread]
    return Application(
        id=root.show(path),
        format="AWS SAM" if main.template.is_sam else "CloudFormation",
        resources=resources,
        inputs=tuple(
            Input(
                p.name,
                p.type,
                p.head,
                p.default,
                p.no_echo,
                p.description,
                tuple(p.allowed),
                p.refused,
                configured.get(p.name, ""),
            )
            for p in main.template.parameters.values()
        ),
        unread=tuple(dict.fromkeys(unread)),
        files=tuple(dict.fromkeys(file for stack in stacks for file in stack.files)),
        nested=tuple(dict.fromkeys(stack.files[0] for stack in stacks[1:])),
        outputs=main.template.outputs,
        find_hidden=partial(_hidden, stacks),
        confided=frozenset(_confided(stacks[1:])),
        refused=tuple(guard for stack in stacks for guard in stack.refused),
        broken=tuple(stack.prefix + rule for stack in stacks for rule in stack.broken),
    )


def _hidden(stacks: Iterable[Stack]) -> Hidden:
    from hauberk.sources.cloudformation.secrets import hidden_in, joined

    return joined(hidden_in(stack.roots, stack.template.parameters, stack.prefix) for stack in stacks)


def _confided(nested: Iterable[Stack]) -> Iterator[Span]:
    """Where the values are written that NoEcho parameters of nested stacks are given."""
    for stack in nested:
        for parameter in stack.template.parameters.values():
            if parameter.no_echo and parameter.pinned is not None:
                for _, value in alternatives(parameter.pinned):
                    if isinstance(value, Known) and value.origin is not None and value.origin != parameter.head:
                        yield value.origin


def _in_order(main: Stack) -> Iterator[Stack]:
    """A stack and, behind it, each stack below it in the order of its template. Reading them is what this does."""
    pending = [main]
    while pending:
        stack = pending.pop()
        yield stack
        children = (stack.child(name) for name in stack.declared)
        pending.extend(reversed([child for child in children if isinstance(child, Stack)]))
