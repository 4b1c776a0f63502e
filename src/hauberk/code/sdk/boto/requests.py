"""What a resource's method asks of AWS, with the parameters that identify the resource, and S3's transfers.

Source: boto3's documentation, "Resources" and "S3 customization reference" (2026-11).
"""

from collections.abc import Iterator

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Arguments, Value
from hauberk.code.sdk.boto.things import Thing
from hauberk.code.sdk.operation import Operation, fields_of

TRANSFERS = {
    "upload_file": ("Filename", "Bucket", "Key"),
    "upload_fileobj": ("Fileobj", "Bucket", "Key"),
    "download_file": ("Bucket", "Key", "Filename"),
    "download_fileobj": ("Bucket", "Key", "Fileobj"),
    "copy": ("CopySource", "Bucket", "Key"),
}
"""S3's transfers, with the names of what they take by position."""


def requested(on: Thing, request: list[str], called: Called) -> Operation:
    """One request by a resource's model: its operation, and which parameter takes what identifies the resource."""
    ids = dict(on.ids)
    found: dict[str, Value] = {}
    for part in request[1:]:
        target, _, source = part.partition("=")
        if source in ids:
            found[target.replace("[]", "").replace("[0]", "")] = ids[source]
    found.update(called.arguments.named)
    return Operation(on.service, request[0], tuple(found.items()), (called.site,), on.through, called.arguments.more)


def transferred(on: Thing, name: str, called: Called, ids: dict[str, Value]) -> Iterator[Operation]:
    """The operations that a transfer comes to, of a client or of a resource with these ids."""
    bucket = ids.get("bucket_name") or (ids.get("name") if on.type == "Bucket" else None)
    known = {"Bucket": bucket, "Key": ids.get("key")}
    names = tuple(one for one in TRANSFERS[name] if known.get(one) is None)
    found = {one: value for one, value in known.items() if value is not None}
    found |= dict(given(names, called.arguments))
    parameters = tuple(found.items())
    extra, _ = fields_of(found.get("ExtraArgs"))
    site = (called.site,)
    if name == "copy":
        yield Operation(on.service, "copy_object", (*parameters, *extra), site, on.through)
    elif name.startswith("upload"):
        yield Operation(on.service, "put_object", (*parameters, *extra), site, on.through)
    else:
        yield Operation(on.service, "get_object", (*parameters, *extra), site, on.through)


def given(names: tuple[str, ...], arguments: Arguments) -> tuple[tuple[str, Value], ...]:
    """All arguments under their names, where these are the names of those by position."""
    return (*zip(names, arguments.plain, strict=False), *arguments.named)
