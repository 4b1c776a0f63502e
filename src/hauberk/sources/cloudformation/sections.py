"""The top level of a template: its sections, with included ones, and the transforms it asks for.

Facts from the CloudFormation User Guide, "AWS::Include transform" and "Transform section" (2026-11): at the top level
an include stands under ``Transform``, alone or in a list with the names of other macros.
"""

from collections.abc import Callable
from typing import NamedTuple

from hauberk.model.values import Unknown
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence
from hauberk.sources.cloudformation.entries import INCLUDE, TRANSFORM, Scoped, macros
from hauberk.sources.cloudformation.loops import NO_SCOPE

KNOWN_TRANSFORMS = ("AWS::Serverless-", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-")
"""Transforms that leave what is written as it is read here; any other macro may rewrite the whole template."""


class Sections(NamedTuple):
    """Sections by name, the names of the transforms, and what couldn't be taken in."""

    entries: dict[str, Scoped]
    transforms: tuple[str, ...] = ()
    problems: tuple[ReadingError, ...] = ()

    def node(self, name: str) -> Node | None:
        """A section's content."""
        entry = self.entries.get(name)
        return entry.node if entry else None


def sections_of(root: Node, include: Callable[[Node], Node | Unknown]) -> Sections:
    """The sections of a template. A section that an include brings doesn't replace a written one; its entries do join.

    Raises :class:`ReadingError` (``not-a-template``).
    """
    if not isinstance(root, Mapping):
        raise ReadingError("not-a-template", "a template is a mapping", root.span)
    entries: dict[str, Scoped] = {}
    names: list[str] = []
    called: list[Node] = []
    for name, (key, node) in root.entries.items():
        if name == TRANSFORM:
            called.extend(macros(node))
        elif name == "Transform":
            for item in node.items if isinstance(node, Sequence) else [node]:
                if isinstance(item, Scalar):
                    names.append(item.text)
                else:
                    called.append(item)
        else:
            entries[name] = Scoped(node, NO_SCOPE, key)
    problems = [
        ReadingError("macro", f"the macro {name} may rewrite the template at deployment")
        for name in names
        if not name.startswith(KNOWN_TRANSFORMS)
    ]
    for macro in called:
        wanted = macro.get("Name") if isinstance(macro, Mapping) else None
        if isinstance(wanted, Scalar) and wanted.text != INCLUDE and wanted.text.startswith(KNOWN_TRANSFORMS):
            names.append(wanted.text)
            continue
        included = include(macro)
        if isinstance(included, Unknown):
            problems.append(ReadingError(included.reason.code, included.reason.text, macro.span))
        elif isinstance(included, Mapping):
            _join(entries, included)
        else:
            problems.append(ReadingError("include", "the included file isn't a mapping", macro.span))
    return Sections(entries, tuple(names), tuple(problems))


def _join(entries: dict[str, Scoped], included: Mapping) -> None:
    for name, (key, node) in included.entries.items():
        mine = entries.get(name)
        if mine is None:
            entries[name] = Scoped(node, NO_SCOPE, key)
        elif isinstance(mine.node, Mapping) and isinstance(node, Mapping):
            joined = {**node.entries, **mine.node.entries}
            entries[name] = mine._replace(node=Mapping(mine.node.source, mine.node.start, mine.node.end, joined))
