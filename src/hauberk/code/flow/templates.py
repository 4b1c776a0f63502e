"""What engines of templates leave of hostile data in the text that they make: most escape it, but for what a template
marks as it is.

Sources: the documentation of each engine (2026-11).
"""

import re
from typing import NamedTuple

from hauberk.code.flow.taint import CLEAN, Taint, Taints, together
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Foreign,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    taint_of,
    text_of,
)
from hauberk.model.regex import regex

HTML = frozenset(("html-response",))


class Engine(NamedTuple):
    """An engine: how a template marks what isn't escaped (the name is the group), and whether it escapes at all."""

    raw: re.Pattern[str]
    escapes: bool = True
    plain: re.Pattern[str] | None = None
    """What isn't escaped where a template has to ask for it."""


_MUSTACHE = Engine(regex(r"\{\{(?:\{|&)\s*([\w.]+)"))
_DJANGO = Engine(regex(r"\{\{-?\s*([\w.]+)[^}]*\|\s*(?:safe|safeseq)\b"))
_ENGINES = {
    "handlebars": _MUSTACHE,
    "mustache": _MUSTACHE,
    "hogan.js": _MUSTACHE,
    "chevron": _MUSTACHE,
    "pystache": _MUSTACHE,
    "ejs": Engine(regex(r"<%-\s*([\w.]+)")),
    "eta": Engine(regex(r"<%~\s*(?:it\.)?([\w.]+)")),
    "pug": Engine(regex(r"!(?:=\s*|\{\s*)([\w.]+)")),
    "lodash": Engine(regex(r"<%=\s*([\w.]+)")),
    "underscore": Engine(regex(r"<%=\s*([\w.]+)")),
    "dot": Engine(regex(r"\{\{=\s*(?:it\.)?([\w.]+)")),
    "nunjucks": _DJANGO,
    "django": _DJANGO,
    "flask": _DJANGO,
    "jinja2": Engine(
        _DJANGO.raw, False, regex(r"\{\{-?\s*([\w.]+)(?![^}]*\|\s*(?:e|escape|forceescape|tojson|urlencode)\b)")
    ),
    "mako": Engine(
        regex(r"\$\{\s*([\w.]+)[^}]*\|[^}]*\bn\b"), False, regex(r"\$\{\s*([\w.]+)(?![^}]*\|[^}]*\b[hu]\b)")
    ),
    "twig": Engine(regex(r"\{\{\s*([\w.]+)[^}]*\|\s*raw\b")),
}
_RENDERING = regex(
    r"\.(?:render|renderString|renderFile|renderToString|render_async|renderStringAsync|renderAsync|render_template"
    r"|render_template_string|to_html)$|\.(?:compile|template|precompile)\(\)$"
)


def rendered(atom: Foreign, arguments: Arguments) -> Taints | None:
    """Who is behind a text that a template makes, by what it leaves unescaped; ``None`` if none is rendered."""
    root, _, _ = atom.path.partition(".")
    root = "hogan.js" if atom.path.startswith("hogan.js") else root
    engine = _ENGINES.get(root)
    if engine is None or not _RENDERING.search(atom.path):
        return None
    template, data = _template(atom, arguments)
    text = _text(template)
    unescaped = engine.raw if _escapes(engine, atom) else engine.plain
    if unescaped is None or (text is None and unescaped is engine.plain):
        return None
    found = CLEAN
    names = {name.partition(".")[0] for name in unescaped.findall(text)} if text is not None else set()
    for value in data:
        found = together(found, _of(value, names))
    return together(found, taint_of(template)) if template is not None else found


def _template(atom: Foreign, arguments: Arguments) -> tuple[Value | None, tuple[Value, ...]]:
    """The template, if it is written down somewhere, and what it is given."""
    made = atom.of if isinstance(atom, Member) else atom
    if isinstance(made, Result) and made.of.path.endswith(".get_template"):
        return None, _data(arguments)
    if isinstance(made, Result) and made.of.path.endswith(("compile", "template", "Template", "from_string")):
        return made.arguments.at(0), _data(arguments)
    by_text = atom.path.endswith(("renderString", "render_template_string")) or atom.path in (
        *("mustache.render", "ejs.render", "pug.render", "chevron.render", "eta.render", "pystache.render"),
        *("handlebars.render", "twig.render"),
    )
    if by_text:
        return arguments.at(0, "template"), _data(arguments)[1:]
    return None, _data(arguments)[1:] if atom.path.startswith(("nunjucks", "flask")) else _data(arguments)


def _data(arguments: Arguments) -> tuple[Value, ...]:
    """What a template is given, by its names where they are told."""
    named = (Value((Record(arguments.named),)),) if arguments.named else ()
    return (*arguments.plain, *named, *((arguments.more,) if arguments.more else ()))


def _escapes(engine: Engine, atom: Foreign) -> bool:
    """Whether it escapes as it was made."""
    one: Atom = atom
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result):
            for given in _options(one.arguments):
                wanted = given.only
                if isinstance(wanted, Literal):
                    return bool(wanted.value)
                return True
        one = one.of
    return engine.escapes


def _options(arguments: Arguments) -> list[Value]:
    found = [value for name, value in arguments.named if name == "autoescape"]
    for name, value in arguments.named:
        if name == "default_filters":  # of Mako
            escape = any(
                text_of(item) == "h" for atom in value.atoms if isinstance(atom, Sequence) for item in atom.items
            )
            found.append(Value((Literal(escape),)))
    for value in arguments.plain:
        for atom in value.atoms:
            if isinstance(atom, Record):
                for name, turned in (("autoescape", False), ("noEscape", True), ("autoEscape", False)):
                    option = atom.get(name)
                    only = option.only if option is not None else None
                    if isinstance(only, Literal):
                        found.append(Value((Literal(bool(only.value) is not turned),)))
    return found


def _of(value: Value, names: set[str]) -> Taints:
    """Who is behind what goes in as it is, and, cleaned, who is behind the rest."""
    if not names:
        return _escaped(taint_of(value))
    found = CLEAN
    for atom in value.atoms:
        if not isinstance(atom, Record):
            return taint_of(value)
        for name, inner in atom.fields:
            taints = taint_of(inner)
            found = together(found, taints if name in names else _escaped(taints))
        if atom.rest is not None:
            found = together(found, taint_of(atom.rest))
    return found


def _escaped(taints: Taints) -> Taints:
    return frozenset[Taint](one.without(HTML) for one in taints)


def _text(value: Value | None) -> str | None:
    found: list[str] = []
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Literal) and isinstance(atom.value, str):
            found.append(atom.value)
        elif isinstance(atom, Text):
            found += [piece for piece in atom.pieces if isinstance(piece, str)]
    return "".join(found) if found else None
