"""What a tree means as plain Python data, and where its scalars stand, for comparing readers with each other."""

from collections.abc import Iterator

from hauberk.reading.nodes import Document, Mapping, Node, Scalar, Sequence


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


def misplaced(document: Document) -> list[str]:
    """What is wrong with the places of a document's nodes; nothing, if all is well.

    A node lies inside its parent and beside its sisters, and begins and ends with content. What an alias or a merge key
    brings in lies before the end of the parent that uses it.
    """
    data, wrong = document.source.data, []
    aliases = b"*" in data
    pending, seen = [document.root], {id(document.root)}
    while pending:
        parent = pending.pop()
        text = data[parent.start : parent.end]
        if not 0 <= parent.start <= parent.end <= len(data):
            wrong.append(f"{parent!r} is outside the file")
        elif text != text.strip(b" \t\r\n"):
            wrong.append(f"{parent!r} isn't trimmed: {text!r}")
        at = parent.start
        for child in sorted(_children(parent), key=lambda node: (node.start, node.end)):
            if child.end > parent.end or (child.start < at and not aliases):
                wrong.append(f"{child!r} isn't in its place in {parent!r}")
            at = max(at, child.end)
            if id(child) not in seen:
                seen.add(id(child))
                pending.append(child)
    return wrong


def _children(node: Node) -> Iterator[Node]:
    match node:
        case Mapping():
            for key, child in node.items():
                yield key
                yield child
        case Sequence():
            yield from node.items
