"""What CommonJS modules offer: fields of ``exports`` and of ``module.exports``."""

from tree_sitter import Node

from hauberk.code.javascript.lowering import Lowering


def exported(inside: Lowering, target: Node) -> str | None:
    """The name by which the module offers what is assigned: ``=`` if that is the module, none if it isn't offered."""
    field, of = target.child_by_field_name("property"), target.child_by_field_name("object")
    if field is None or of is None:
        return None
    if _whole(inside, target):
        return "="
    if (of.type == "identifier" and inside.text(of) == "exports" and _own(inside, "exports")) or (
        of.type == "member_expression" and _whole(inside, of)
    ):
        return inside.name(field)
    return None


def _whole(inside: Lowering, node: Node) -> bool:
    field, of = node.child_by_field_name("property"), node.child_by_field_name("object")
    return (
        field is not None
        and of is not None
        and of.type == "identifier"
        and inside.text(of) == "module"
        and inside.text(field) == "exports"
        and _own(inside, "module")
    )


def _own(inside: Lowering, name: str) -> bool:
    """Whether nobody else has the name."""
    return inside.names.find(name)[1] is None
