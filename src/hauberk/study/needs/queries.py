"""What a query of Athena needs beside Athena: tables of the Glue catalog, their data in S3, the place of the results.

Source: Athena user guide, "Configure access to databases and tables in the AWS Glue Data Catalog" and "Specify a query
result location" (2026-11). SQL is looked through for the names behind FROM and JOIN.
"""

import re
from collections.abc import Iterator

from hauberk.code.sdk.operation import Operation
from hauberk.iam.language.text import ANY, Glob, Hole, Part, glob
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place, below
from hauberk.study.needs.reasons import is_open, reason

_TABLES = regex(r"""\b(?:from|join|into|update)\s+("?[\w$-]+"?)(?:\.("?[\w$-]+"?))?""", re.IGNORECASE)
_GLUE = ("arn:", Hole("AWS::Partition"), ":glue:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":")
_DATABASE, _TABLE, _GROUP = "AWS::Glue::Database", "AWS::Glue::Table", "AWS::Athena::WorkGroup"


_WRITTEN = "objects are named when they are written"


def asked(action: str, what: str, operation: Operation, names: Names) -> Place:
    """The resources of an action that a query comes to: of its ``table``, its ``data`` or its ``results``."""
    resources = _asked(action, what, operation, names)
    return Place(resources, _why(what, operation, names) if any(map(is_open, resources)) else "")


def _why(what: str, operation: Operation, names: Names) -> str:
    """Why no narrower resources are known."""
    if what != "table":
        place = below(operation, "ResultConfiguration.OutputLocation") if what == "results" else None
        return (reason("OutputLocation", place, names) if place is not None and place.atoms else "") or _WRITTEN
    for name in ("QueryString", "QueryExecutionContext.Database"):
        value = operation.get(name)
        told = reason(name.rpartition(".")[2], value, names) if value is not None else ""
        if told:
            return told
    return "not every table of the query has the name of its database"


def _asked(action: str, what: str, operation: Operation, names: Names) -> tuple[Glob, ...]:
    if what == "results":
        return tuple(_of(action, place) for place in _results(operation, names))
    found: dict[Glob, None] = {}
    for database, table in _tables(operation, names):
        if what == "data":
            for location in _locations(database, table, names):
                found[_of(action, location)] = None
            continue
        found[glob(*_GLUE, "catalog")] = None
        found[glob(*_GLUE, "database/", *database.parts)] = None
        if action != "glue:GetDatabase":
            found[glob(*_GLUE, "table/", *database.parts, "/", *table.parts)] = None
    return tuple(found)


def _of(action: str, location: Glob) -> Glob:
    """A bucket, or the objects at a place in it."""
    if action in ("s3:ListBucket", "s3:GetBucketLocation"):
        return _bucket(location)
    last = location.parts[-1] if location.parts else ""
    if location.everything:
        return glob("arn:", Hole("AWS::Partition"), ":s3:::", ANY)
    end = (ANY,) if isinstance(last, str) and last.endswith("/") else ("/", ANY)
    return glob("arn:", Hole("AWS::Partition"), ":s3:::", *location.parts, *end)


def _bucket(location: Glob) -> Glob:
    parts: list[Part] = []
    for part in location.parts:
        if isinstance(part, str) and "/" in part:
            parts.append(part.partition("/")[0])
            break
        parts.append(part)
    return glob("arn:", Hole("AWS::Partition"), ":s3:::", *parts)


def _tables(operation: Operation, names: Names) -> Iterator[tuple[Glob, Glob]]:
    default = names.of(operation.get("QueryExecutionContext.Database"))
    for query in names.of(operation.get("QueryString")):
        text = "".join(part if isinstance(part, str) else "?" for part in query.parts)
        matches = list(_TABLES.finditer(text))
        for match in matches:
            first, second = (one.strip('"') if one else "" for one in match.groups())
            database = glob(first) if second else default[0] if len(default) == 1 else glob(ANY)
            yield database, glob(second or first)
        if not matches:
            yield (default[0] if len(default) == 1 else glob(ANY)), glob(ANY)


def _locations(database: Glob, table: Glob, names: Names) -> Iterator[Glob]:
    """Where the data of a table of the application lies."""
    for resource in names.study.there(names.function, _TABLE):
        subject = Subject(resource, names.function.world)
        own = names.arns.text(subject.at("TableInput.Name"))
        if own != table or names.arns.text(subject.at("DatabaseName")) != database:
            continue
        location = _place(names.arns.text(subject.at("TableInput.StorageDescriptor.Location")))
        if location is not None:
            yield location


def _results(operation: Operation, names: Names) -> Iterator[Glob]:
    """Where the results go: as the workgroup has it, or as the call says."""
    given = below(operation, "ResultConfiguration.OutputLocation")
    for group in names.study.there(names.function, _GROUP):
        if not _is(group, operation, names):
            continue
        subject = Subject(group, names.function.world)
        location = names.arns.text(subject.at("WorkGroupConfiguration.ResultConfiguration.OutputLocation"))
        place = _place(location)
        if place is not None:
            yield place
            return
    for one in names.of(given) if given is not None and given.atoms else ():
        place = _place(one)
        if place is not None or one.everything:
            yield place or one


def _is(group: Resource, operation: Operation, names: Names) -> bool:
    return names.arns.name(group) in names.of(operation.get("WorkGroup"))


def _place(address: Glob | None) -> Glob | None:
    """What follows ``s3://``."""
    first = address.parts[0] if address is not None and address.parts else ""
    if address is None or not isinstance(first, str) or not first.startswith("s3://"):
        return None
    return glob(first.removeprefix("s3://"), *address.parts[1:])
