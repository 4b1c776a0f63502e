"""What a tree means as plain Python data, and where its scalars stand, for comparing readers with each other."""

from collections.abc import Iterator

from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence


def plain(node: Node) -> object:
    """A tree as dicts, lists and scalars."""
    match node:
        case Mapping():
            return {name: plain(child) for name, (_, child) in node.entries.items()}
        case Sequence():
            return [plain(item) for item in node.items]
        case Scalar():
            return node.value
    raise AssertionError(node)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar of a tree, keys included."""
    pending = [node]
    while pending:
        match pending.pop():
            case Mapping() as mapping:
                for key, child in mapping.items():
                    pending += [key, child]
            case Sequence() as sequence:
                pending += sequence.items
            case Scalar() as scalar:
                yield scalar


def places(node: Node) -> list[tuple[str, int, int, object]]:
    """Kind, span and content of every node, in the order of the source."""
    found: list[tuple[str, int, int, object]] = []
    pending = [node]
    while pending:
        current = pending.pop()
        content = (current.text, current.value, current.plain) if isinstance(current, Scalar) else None
        found.append((type(current).__name__, current.start, current.end, content))
        match current:
            case Mapping():
                for key, child in current.items():
                    pending += [key, child]
            case Sequence():
                pending += current.items
    return sorted(found, key=lambda entry: (entry[1], -entry[2], entry[0]))
