"""Parsers of XML that are told to resolve external entities before they parse.

Sources: docs.python.org/3 (xml.sax.handler, "feature_external_ges"); CWE-611.
"""

from collections.abc import Iterator

from hauberk.code.flow.record import Called, Record
from hauberk.code.flow.taint import Site, Taints, together
from hauberk.code.flow.values import Atom, Literal, Member, taint_of, unknown
from hauberk.code.flow.values import Result as Made

_MAKING = ("xml.sax.make_parser", "xml.sax.expatreader.create_parser", "xml.dom.expatbuilder.makeBuilder")
_FEATURES = ("external_ges", "external_pes", "external-general-entities", "external-parameter-entities")


def parsed(record: Record) -> Iterator[tuple[Site, str, Taints]]:
    """Hostile documents that such a parser is given."""
    opened: set[Atom] = set()
    for called in record.calls:
        callee = called.callee
        if not isinstance(callee, Member) or not isinstance(callee.of, Made) or callee.of.of.path not in _MAKING:
            continue
        if callee.name == "setFeature" and _opens(called):
            opened.add(callee.of)
        elif callee.name == "parse" and callee.of in opened:
            taints: Taints = frozenset()
            for value in called.arguments.plain[:1]:
                taints = together(taints, frozenset(one for one in taint_of(value) if "xxe" not in one.cleaned))
            if taints:
                yield called.site, callee.path, taints


def _opens(called: Called) -> bool:
    """Whether a feature is one of external entities, and is switched on."""
    feature, wanted = called.arguments.at(0), called.arguments.at(1) or unknown("a switch")
    named = any(
        any(name in (str(atom.value) if isinstance(atom, Literal) else getattr(atom, "path", "")) for name in _FEATURES)
        for atom in (feature.atoms if feature is not None else ())
    )
    return named and any(not isinstance(atom, Literal) or bool(atom.value) for atom in wanted.atoms)
