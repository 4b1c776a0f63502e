"""Objects of S3 that a call is about in another way than by ``Bucket`` and ``Key``: what is copied, and what another
service reads or writes in the caller's name."""

from hauberk.code.flow.values import Literal, Record, Text
from hauberk.code.flow.values import Value as CodeValue
from hauberk.code.sdk.operation import Operation
from hauberk.iam.catalogue import Action
from hauberk.iam.language.text import ANY, Glob, Hole, Part, glob
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, below, place
from hauberk.study.needs.reasons import reason

_S3 = ("arn:", Hole("AWS::Partition"), ":s3:::")
_READ = ("Image.S3Object", "SourceImage.S3Object", "DocumentLocation.S3Object", "Document.S3Object")
_ADDRESSES = ("Media.MediaFileUri",)


def elsewhere(action: Action, operation: Operation, names: Names) -> Place:
    """Objects that another service reads or writes in the caller's name."""
    if action.name == "s3:PutObject":
        bucket = operation.get("OutputBucketName") or operation.get("OutputS3BucketName")
        key = operation.get("OutputKey") or operation.get("OutputS3KeyPrefix")
        keys = _begun(key, names)
        told = [reason(name, value, names) for name, value in (("OutputBucketName", bucket),) if value is not None]
        why = "; ".join(filter(None, (*told, "the service names what it writes")))
        return Place(tuple(glob(*_S3, *one.parts, "/", *begun) for one in names.of(bucket) for begun in keys), why)
    for way in _READ:
        inside = below(operation, f"{way}.Bucket")
        if inside is not None and inside.atoms:
            named = below(operation, f"{way}.Name")
            parameters = (("Bucket", inside), *((("Key", named),) if named is not None else ()))
            return place(action, Operation("s3", "get_object", parameters), names)
    for way in _ADDRESSES:
        value = below(operation, way)
        found = [_of_address(one) for one in names.of(value)] if value is not None else []
        if found and all(one is not None for one in found):
            why = reason(way.rpartition(".")[2], value, names) if value is not None else ""
            return Place(tuple(one for one in found if one is not None), why)
    return place(action, operation, names)


def _begun(key: CodeValue | None, names: Names) -> tuple[tuple[Part, ...], ...]:
    """What keys look like that a service makes below a beginning, for each that there may be."""
    return tuple(dict.fromkeys(map(_below, names.of(key)))) if key is not None else ((ANY,),)


def _below(beginning: Glob) -> tuple[Part, ...]:
    last = beginning.parts[-1] if beginning.parts else ""
    return (*beginning.parts, ANY) if isinstance(last, str) and (last.endswith("/") or not last) else beginning.parts


def _of_address(uri: Glob) -> Glob | None:
    """The object of ``s3://bucket/key``."""
    first = uri.parts[0] if uri.parts else ""
    if not isinstance(first, str) or not first.startswith("s3://"):
        return None
    return glob(*_S3, first.removeprefix("s3://"), *uri.parts[1:])


def source_of(operation: Operation) -> Operation:
    """What is copied, as a call of its own."""
    source = operation.get("CopySource")
    found: list[tuple[str, CodeValue]] = []
    for atom in source.atoms if source is not None else ():
        if isinstance(atom, Record):
            found += [(name, value) for name, value in atom.fields if name in ("Bucket", "Key", "VersionId")]
        elif isinstance(atom, Literal) and isinstance(atom.value, str):
            name, _, rest = atom.value.lstrip("/").partition("/")
            found += [("Bucket", CodeValue((Literal(name),))), ("Key", CodeValue((Literal(rest),)))]
        elif isinstance(atom, Text):
            bucket, key = _halves(atom)
            found += [("Bucket", bucket), ("Key", key)]
    return Operation("s3", "get_object", tuple(found))


def _halves(text: Text) -> tuple[CodeValue, CodeValue]:
    """Bucket and key of ``bucket/key``."""
    before: list[str | CodeValue] = []
    pieces = list(text.pieces)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip("/")
    for number, piece in enumerate(pieces):
        if isinstance(piece, str) and "/" in piece:
            left, _, right = piece.partition("/")
            after = tuple(one for one in (right, *pieces[number + 1 :]) if one != "")
            return _text((*before, left)), _text(after)
        before.append(piece)
    return _text(tuple(before)), CodeValue(())


def _text(pieces: "tuple[str | CodeValue, ...]") -> CodeValue:
    kept = tuple(one for one in pieces if one != "")
    if len(kept) == 1:
        return CodeValue((Literal(kept[0]),)) if isinstance(kept[0], str) else kept[0]
    return CodeValue((Text(kept),)) if kept else CodeValue(())
