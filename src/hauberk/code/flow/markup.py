"""Elements that are made by calls, as JSX is: what they hold is escaped when they become text, but for one property."""

from hauberk.code.flow.taint import CLEAN, Taints, together
from hauberk.code.flow.values import Arguments, Record, Result, Sequence, Value, taint_of

HTML = frozenset(("html-response",))
MAKING = (
    "react.jsx-runtime.jsx",
    "react.jsx-runtime.jsxs",
    "react.createElement",
    "preact.h",
    "preact.createElement",
    "hyperscript",
)
_AS_IT_IS = frozenset(("dangerouslySetInnerHTML", "innerHTML"))


def element(arguments: Arguments) -> Taints:
    """Who is behind an element, by its properties and children."""
    found = CLEAN
    properties, children = arguments.at(1), arguments.plain[2:]
    for atom in properties.atoms if properties is not None else ():
        if not isinstance(atom, Record):
            found = together(found, taint_of(properties) if properties is not None else CLEAN)
            continue
        for name, value in atom.fields:
            found = together(found, taint_of(value) if name in _AS_IT_IS else _inside(value))
        if atom.rest is not None:  # what is spread may be anything, that property too
            found = together(found, taint_of(atom.rest))
    for child in children:
        found = together(found, _inside(child))
    return found


def _inside(value: Value, depth: int = 0) -> Taints:
    """Who is behind a child: of elements they are known, and texts are escaped."""
    if value.atoms and all(isinstance(atom, Result) and atom.of.path in MAKING for atom in value.atoms):
        return value.taint
    found = frozenset(one.without(HTML) for one in value.taint)
    for atom in value.atoms if depth < 6 else ():
        if isinstance(atom, Result) and atom.of.path in MAKING:
            found = together(found, value.taint)
        elif isinstance(atom, Sequence):
            for item in (*atom.items, *((atom.rest,) if atom.rest is not None else ())):
                found = together(found, _inside(item, depth + 1))
    return found
