"""What else has to hold for a call to be a sink."""

import re
from collections.abc import Callable, Iterable

from hauberk.code.flow.record import Called
from hauberk.code.flow.texts import percent
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Foreign,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Unknown,
    Value,
    joined,
    taint_of,
)
from hauberk.code.weaknesses.sdk import Operation

Need = Callable[[Called, Value, Operation | None], bool]

_SQL = re.compile(
    r"^\W*(select|insert\s+into|update|delete\s+from|replace\s+into|merge\s+into|with\s+\w+\s+as|create|alter|drop|truncate|"
    r"call|exec|grant|copy|unload|set\s+\w+|explain|order\s+by|where|show|describe|use|pragma|vacuum|lock|msck)\b",
    re.IGNORECASE,
)
_SHELLS = re.compile(r"(?:^|/)(?:sh|bash|dash|zsh|ksh|cmd|cmd\.exe|powershell)$")


def is_sql(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text that begins as SQL does, or one that is hostile altogether in the hands of a database."""
    for atom in value.atoms:
        if isinstance(atom, Text) and _looks_like_sql(atom):
            return True
    return (
        bool(value.atoms)
        and _is_database(called)
        and not any(isinstance(one, (Record, Sequence)) for one in value.atoms)
    )


def _looks_like_sql(atom: Text) -> bool:
    first = atom.pieces[0]
    if isinstance(first, str) and _SQL.match(first):
        return True
    if isinstance(first, Value):
        return any(isinstance(one, Text) and _looks_like_sql(one) for one in first.atoms)
    return False


def _is_database(called: Called) -> bool:
    path = called.callee.path
    return ".cursor()" in path or (
        any(
            part in path
            for part in (
                "connect()",
                "Pool()",
                "Client()",
                "createPool()",
                "createConnection()",
                "knex()",
                "Sequelize()",
                "PrismaClient()",
            )
        )
        and any(
            name in path
            for name in (
                "pg",
                "mysql",
                "sqlite",
                "psycopg",
                "mariadb",
                "knex",
                "sequelize",
                "prisma",
                "sqlalchemy",
                "oracledb",
                "pyodbc",
                "redshift",
            )
        )
    )


def shell(called: Called, value: Value, operation: Operation | None) -> bool:
    """A shell reads the command, or the caller chooses the program."""
    flag = called.arguments.at(-1, "shell")
    if flag is not None and _is_true(flag):
        return True
    if _asks_for_shell(called.arguments):
        return True
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            first = atom.items[0] if atom.items else None
            if first is not None and (taint_of(first) or (_is_shell(first) and _is_script(atom, 1))):
                return True
        elif isinstance(atom, Text):
            head = atom.pieces[0]
            if not called.callee.path.startswith("child_process") or not isinstance(head, str):
                return not called.callee.path.startswith("child_process") and "subprocess" not in called.callee.path
        elif not isinstance(atom, Literal) and value.taint:
            return not _is_split(atom)
    return False


def _is_split(atom: Atom) -> bool:
    """A command of a program that is written down, taken apart into its words."""
    if not isinstance(atom, Result) or atom.of.path not in ("shlex.split", "string-argv"):
        return False
    for value in atom.arguments.plain[:1]:
        for one in value.atoms:
            if not (
                isinstance(one, Text) and isinstance(one.pieces[0], str) and re.match(r"\s*[\w./-]+\s", one.pieces[0])
            ):
                return False
    return True


def shell_beside(called: Called, value: Value, operation: Operation | None) -> bool:
    """Arguments that a shell reads: it is the program, or asked for."""
    program = called.arguments.at(0)
    if _asks_for_shell(called.arguments):
        return True
    return (
        program is not None
        and _is_shell(program)
        and any(not isinstance(atom, Sequence) or _is_script(atom, 0) for atom in value.atoms)
    )


def _asks_for_shell(arguments: Arguments) -> bool:
    for given in arguments.plain[1:]:
        for atom in given.atoms:
            wanted = atom.get("shell") if isinstance(atom, Record) else None
            if wanted is not None and not _is_false(wanted):
                return True
    return False


def _is_script(command: Sequence, start: int) -> bool:
    """Whether what is hostile is in the script of ``sh -c script``, not among what the script is given."""
    for number, item in enumerate(command.items[start:], start):
        only = item.only
        if (
            isinstance(only, Literal)
            and isinstance(only.value, str)
            and re.match(r"[-/]\w*c$", only.value, re.IGNORECASE)
        ):
            return bool(taint_of(joined(command.items[number + 1 : number + 2])))
    return True


def _is_shell(value: Value) -> bool:
    only = value.only
    return isinstance(only, Literal) and isinstance(only.value, str) and bool(_SHELLS.search(only.value))


def _is_true(value: Value) -> bool:
    return any(not (isinstance(atom, Literal) and not atom.value) for atom in value.atoms)


def _is_false(value: Value) -> bool:
    return all(isinstance(atom, Literal) and not atom.value for atom in value.atoms)


def unsafe_yaml(called: Called, value: Value, operation: Operation | None) -> bool:
    """A loader that makes any object."""
    loader = called.arguments.at(1, "Loader")
    if called.callee.path.startswith("js-yaml"):
        schema = [
            one.get("schema") for given in called.arguments.plain[1:] for one in given.atoms if isinstance(one, Record)
        ]
        return any(not _is_safe_schema(one) for one in schema if one is not None)
    if called.callee.path.startswith("ruamel."):
        made = called.callee.of if isinstance(called.callee, Member) else None
        kind = made.arguments.at(0, "typ") if isinstance(made, Result) else None
        return kind is not None and any(isinstance(atom, Literal) and atom.value == "unsafe" for atom in kind.atoms)
    if loader is None:
        return called.callee.path.startswith("yaml.")
    return not any("Safe" in getattr(atom, "path", "") or "Base" in getattr(atom, "path", "") for atom in loader.atoms)


def _is_safe_schema(value: Value) -> bool:
    return all(isinstance(atom, Foreign) and atom.path.endswith("_SCHEMA") for atom in value.atoms)


def data_frame(called: Called, value: Value, operation: Operation | None) -> bool:
    """A table of pandas."""
    return "pandas." in called.callee.path or "DataFrame" in called.callee.path or "read_" in called.callee.path


def plain_text(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text with hostile parts, not a value of its own that the library takes as one."""
    return any(isinstance(atom, (Text, Input, Member, Result, Unknown)) for atom in value.atoms)


def partiql_text(called: Called, value: Value, operation: Operation | None) -> bool:
    """A statement as text; parameters of statements in a list are values."""
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            items = (*atom.items, *((atom.rest,) if atom.rest else ()))
            for item in items:
                for one in item.atoms:
                    statement = one.get("Statement") if isinstance(one, Record) else None
                    if statement is not None and taint_of(statement):
                        return True
        elif not isinstance(atom, Record):
            return True
    return False


def untyped(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter in which the caller may put an operator: a part of a parsed body as it came, no text made of it."""
    if not _is_mongo(called):
        return False
    return any(_may_be_object(atom) for atom in value.atoms) or any(
        isinstance(atom, (Text, Input)) for one in _inner(value, "$where") if taint_of(one) for atom in one.atoms
    )


def mongo_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter with a pattern of the caller's in it."""
    return _is_mongo(called) and _has_pattern(value)


def _has_pattern(value: Value, depth: int = 0) -> bool:
    for atom in value.atoms if depth < 5 else ():
        if isinstance(atom, Record):
            for name, inner in atom.fields:
                if (name == "$regex" and taint_of(inner)) or _has_pattern(inner, depth + 1):
                    return True
    return False


def chosen_update(called: Called, value: Value, operation: Operation | None) -> bool:
    """An update whose operators, or the fields that these change, the caller names."""
    if not _is_mongo(called):
        return False
    for atom in value.atoms:
        if not isinstance(atom, Record):
            if _may_be_object(atom):
                return True
            continue
        for name, inner in (*atom.fields, ("", atom.rest)):
            for one in inner.atoms if inner is not None and (name.startswith("$") or not name) else ():
                if isinstance(one, Record):
                    if one.rest is not None and any(_may_be_object(deep) for deep in one.rest.atoms):
                        return True
                elif _may_be_object(one):
                    return True
    return False


_NESTED = frozenset(
    ("$and", "$or", "$nor", "$not", "$elemMatch", "$where", "$expr", "$match", "$set", "$lookup", "$all")
)
"""Operators that take filters or expressions; the others take a value as it is."""


def _is_mongo(called: Called) -> bool:
    path = called.callee.path
    return any(name in path for name in ("mongo", "Mongo", "collection", "motor", ".model()", "mongoose"))


def _inner(value: Value, name: str) -> Iterable[Value]:
    for atom in value.atoms:
        if isinstance(atom, Record):
            found = atom.get(name)
            if found is not None:
                yield found


def _may_be_object(atom: Atom, depth: int = 0) -> bool:
    """Whether a value may be an object that the caller made: a part of a parsed document."""
    if isinstance(atom, Input):
        return bool(set(atom.path) & {"{}", "request", "detail", "arguments", "json_body"}) or len(atom.path) == 2
    if isinstance(atom, Record) and depth < 5:
        fields = [value for name, value in atom.fields if not name.startswith("$") or name in _NESTED]
        return any(_may_be_object(one, depth + 1) for value in fields for one in value.atoms) or (
            atom.rest is not None and any(_may_be_object(one, depth + 1) for one in atom.rest.atoms)
        )
    if isinstance(atom, Sequence) and depth < 5:
        return any(_may_be_object(one, depth + 1) for one in atom.every().atoms)
    if isinstance(atom, Member):
        return _may_be_object(atom.of, depth + 1)
    return isinstance(atom, Result) and atom.of.path in ("json.loads", "JSON.parse")


def ldap(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter of a directory."""
    text = "".join(
        piece for atom in value.atoms if isinstance(atom, Text) for piece in atom.pieces if isinstance(piece, str)
    )
    return "ldap" in called.callee.path.lower() or ("(" in text and "=" in text)


_QUERIES = frozenset(("query_string", "simple_query_string", "q", "script", "source", "wrapper", "inline"))
"""What search engines take a language of their own in."""


def search_engine(called: Called, value: Value, operation: Operation | None) -> bool:
    """A query to OpenSearch or Elasticsearch with hostile text where it takes a language of its own, or that is hostile
    as a whole."""
    path = called.callee.path.lower()
    if "opensearch" not in path and "elasticsearch" not in path:
        return False
    return any(_is_search(atom, 0) for atom in value.atoms)


def _is_search(atom: Atom, depth: int, name: str = "") -> bool:
    if isinstance(atom, Record) and depth < 12:
        return any(
            _is_search(one, depth + 1, key if key != "query" or name not in _QUERIES else name)
            for key, value in (*atom.fields, *((("", atom.rest),) if atom.rest else ()))
            if taint_of(value)
            for one in value.atoms
        )
    if isinstance(atom, Sequence) and depth < 12:
        return any(_is_search(one, depth + 1, name) for one in atom.every().atoms)
    if name in _QUERIES:
        return not isinstance(atom, Literal)
    return name in ("", "query", "body", "bool", "filter", "must", "should") and not isinstance(atom, Literal)


def entities(called: Called, value: Value, operation: Operation | None) -> bool:
    """A parser that resolves external entities."""
    parser = called.arguments.at(1, "parser")
    if called.callee.path.startswith("libxml2-wasm"):
        return any(
            _names(given, ("XML_PARSE_NOENT", "XML_PARSE_DTDLOAD", "XML_PARSE_DTDATTR", "XML_PARSE_XINCLUDE"))
            for given in called.arguments.plain[1:]
        )
    if called.callee.path.endswith("etree.iterparse"):
        return any(
            name in ("resolve_entities", "load_dtd") and _is_true(given) for name, given in called.arguments.named
        )
    if called.callee.path.startswith("libxmljs"):
        return any(
            (one.get("noent") or one.get("replaceEntities")) is not None
            and _is_true(one.get("noent") or one.get("replaceEntities") or Value(()))
            for given in called.arguments.plain[1:]
            for one in given.atoms
            if isinstance(one, Record)
        )
    if parser is None:
        return "sax" in called.callee.path or "pulldom" in called.callee.path
    for atom in parser.atoms:
        if isinstance(atom, Result) and atom.of.path.startswith("lxml.etree"):
            wanted = atom.arguments.at(-1, "resolve_entities")
            if wanted is None or _is_true(wanted):
                return True
    return False


def _names(value: Value, names: tuple[str, ...]) -> bool:
    """Whether something is made with one of some constants."""
    for atom in value.atoms:
        if isinstance(atom, Foreign) and atom.path.endswith(names):
            return True
        if isinstance(atom, Record) and any(_names(inner, names) for _, inner in atom.fields):
            return True
        if isinstance(atom, Text) and any(isinstance(piece, Value) and _names(piece, names) for piece in atom.pieces):
            return True
    return False


def lines(called: Called, value: Value, operation: Operation | None) -> bool:
    """A logger that writes lines of text, and not JSON."""
    if not plain_log(called, value, operation):
        return False
    made: Atom = called.callee
    while isinstance(made, (Member, Result)):
        if isinstance(made, Result) and any(_has_layout(given) for given in made.arguments.every()):
            return True
        made = made.of
    return False


def _has_layout(value: Value, depth: int = 0) -> bool:
    """Whether a format of lines is among what a logger is made with."""
    for atom in value.atoms if depth < 6 else ():
        if isinstance(atom, Foreign) and re.search(r"format\.(?:printf|simple|cli|splat|prettyPrint)\b", atom.path):
            return True
        if isinstance(atom, Result) and any(_has_layout(given, depth + 1) for given in atom.arguments.every()):
            return True
        if isinstance(atom, (Record, Sequence)) and _has_layout(atom.every(), depth + 1):
            return True
    return False


def plain_log(called: Called, value: Value, operation: Operation | None) -> bool:
    """A line of text, not an object that is written as JSON."""
    first = called.arguments.at(0)
    if first is not None and isinstance(first.only, Literal) and "%" in str(first.only.value):
        line = percent(first, Value((Sequence(called.arguments.plain[1:]),)))
        if all("log-injection" in taint.cleaned for taint in taint_of(line)):
            return False
    return any(isinstance(atom, Text) and _is_line(atom) for atom in value.atoms) or any(
        isinstance(atom, (Input, Member, Result)) and value.taint and not _is_whole(atom) for atom in value.atoms
    )


_WHOLES = frozenset(
    (
        *("{}", "Records", "headers", "multiValueHeaders", "queryStringParameters", "pathParameters", "detail"),
        *(
            "requestContext",
            "stageVariables",
            "arguments",
            "identity",
            "s3",
            "object",
            "dynamodb",
            "NewImage",
            "OldImage",
        ),
        *("Keys", "messageAttributes", "attributes", "Sns", "kinesis", "request", "userAttributes", "query", "params"),
    )
)
"""Parts of events that are no texts: they are written with what is in them quoted."""


def _is_line(text: Text) -> bool:
    """Whether there is hostile text in a text; what isn't one is written with what is in it quoted."""
    return any(
        any("log-injection" not in taint.cleaned for taint in taint_of(piece))
        and not all(_is_whole(atom) for atom in piece.atoms)
        for piece in text.pieces
        if isinstance(piece, Value)
    )


def _is_whole(atom: Atom) -> bool:
    if not isinstance(atom, Input):
        return False
    return len(atom.path) == 1 or atom.path[-1] in _WHOLES or atom.path[-2:] == ("Records", "*")


def chosen_name(called: Called, value: Value, operation: Operation | None) -> bool:
    """A bucket or key that the caller names, other than those of the very event."""
    return any(_is_chosen(atom) for atom in value.atoms)


def _is_chosen(atom: Atom) -> bool:
    if isinstance(atom, Input):
        return "s3" not in atom.path and atom.path[1:3] not in (("detail", "bucket"), ("detail", "object"))
    if isinstance(atom, Text):
        first = atom.pieces[0]
        theirs = isinstance(first, Value) and any("sdk-parameter" not in one.cleaned for one in taint_of(first))
        return isinstance(first, Value) and theirs and any(_is_chosen(one) for one in first.atoms)
    if isinstance(atom, Record):
        return any(
            _is_chosen(one)
            for name, value in atom.fields
            if name in ("Bucket", "Key") and taint_of(value)
            for one in value.atoms
        )
    if isinstance(atom, Member):
        return _is_chosen(atom.of) if isinstance(atom.of, (Input, Member, Result)) else True
    if isinstance(atom, Result):
        return (
            all(_is_chosen(one) for value in atom.arguments.plain[:1] for one in value.atoms)
            if atom.arguments.plain
            else (_is_chosen(atom.of.of) if isinstance(atom.of, Member) else True)
        )
    return not isinstance(atom, Literal)


def text_or_name(called: Called, value: Value, operation: Operation | None) -> bool:
    """A name, or an input that is put together as text."""
    return any(isinstance(atom, (Text, Input, Member)) or _is_overridden(atom) for atom in value.atoms)


def _is_overridden(atom: Atom) -> bool:
    """Fields of the program's own with whatever else the caller sent: ``{"paid": False, **body}`` as JSON."""
    if not isinstance(atom, Result) or atom.of.path not in ("JSON.stringify", "json.dumps", "orjson.dumps"):
        return False
    return any(
        isinstance(one, Record) and bool(one.fields) and one.rest is not None and bool(taint_of(one.rest))
        for value in atom.arguments.plain[:1]
        for one in value.atoms
    )


def open_entry(called: Called, value: Value, operation: Operation | None) -> bool:
    """Events of which the caller says the bus, the source or the type."""
    for atom in value.atoms:
        items = (*atom.items, *((atom.rest,) if atom.rest else ())) if isinstance(atom, Sequence) else (value,)
        for item in items:
            for one in item.atoms:
                if not isinstance(one, Record):
                    return bool(taint_of(item)) and _may_be_object(one)
                if one.rest is not None and taint_of(one.rest):
                    return True
                if any(
                    name in ("EventBusName", "Source", "DetailType") and taint_of(inner) for name, inner in one.fields
                ):
                    return True
    return False


_WORDS = frozenset(("command", "entryPoint", "entrypoint", "taskRoleArn", "executionRoleArn", "image"))


def overrides(called: Called, value: Value, operation: Operation | None) -> bool:
    """What a container runs: what is in its environment is data."""
    return any(_is_override(atom, 0) for atom in value.atoms)


def _is_override(atom: Atom, depth: int) -> bool:
    if isinstance(atom, Record) and depth < 8:
        for name, value in (*atom.fields, *((("", atom.rest),) if atom.rest else ())):
            if name in _WORDS and taint_of(value):
                return True
            if name != "environment" and any(_is_override(one, depth + 1) for one in value.atoms if taint_of(value)):
                return True
        return False
    if isinstance(atom, Sequence) and depth < 8:
        return any(_is_override(one, depth + 1) for one in atom.every().atoms)
    return isinstance(atom, (Input, Member)) and _may_be_object(atom)


def html_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """An object that is kept as HTML."""
    kind = operation.get("ContentType") if operation is not None else None
    return kind is not None and any(
        isinstance(atom, Literal) and isinstance(atom.value, str) and "html" in atom.value.lower()
        for atom in kind.atoms
    )


def query_builder(called: Called, value: Value, operation: Operation | None) -> bool:
    """A condition as text for a builder of SQL."""
    path = called.callee.path
    named = any(
        name in path for name in ("createQueryBuilder()", "QueryBuilder()", "querybuilder", "sequelize", "typeorm")
    )
    return named and any(isinstance(atom, (Text, Input)) for atom in value.atoms)


def as_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """Texts of pandas that are searched for a pattern."""
    wanted = called.arguments.at(4, "regex")
    return wanted is None or _is_true(wanted)


def mail(called: Called, value: Value, operation: Operation | None) -> bool:
    """A sender, a receiver, or raw headers: of a message in parts, no part is."""
    return not all(
        isinstance(atom, Record) and atom.get("Simple") is not None and len(atom.fields) == 1 for atom in value.atoms
    )


def archive(called: Called, value: Value, operation: Operation | None) -> bool:
    """An archive from outside, of which everything is unpacked by its own names."""
    path = called.callee.path
    wanted = called.arguments.at(-1, "filter")
    if wanted is not None:
        return any(isinstance(atom, Literal) and atom.value == "fully_trusted" for atom in wanted.atoms)
    return any(name in path for name in ("tarfile.", "adm-zip", "AdmZip"))


def pathlib(called: Called, value: Value, operation: Operation | None) -> bool:
    """A path of pathlib."""
    return "Path()" in called.callee.path


def deep(called: Called, value: Value, operation: Operation | None) -> bool:
    """An object that the caller made, put into another one with all that is in it."""
    return any(_may_be_object(atom) for atom in value.atoms)


def mixed(called: Called, value: Value, operation: Operation | None) -> bool:
    """Hostile text among the words of an instruction."""
    return _is_mixed(value, 0)


def _is_mixed(value: Value, depth: int) -> bool:
    for atom in value.atoms if depth < 6 else ():
        if isinstance(atom, Text):
            words = sum(len(piece) for piece in atom.pieces if isinstance(piece, str))
            inner = any(_is_mixed(piece, depth + 1) for piece in atom.pieces if isinstance(piece, Value))
            if (words >= 12 and any(isinstance(piece, Value) and taint_of(piece) for piece in atom.pieces)) or inner:
                return True
        elif isinstance(atom, Record):
            if any(
                _is_mixed(inside, depth + 1) or (name == "system" and taint_of(inside)) for name, inside in atom.fields
            ):
                return True
        else:
            inner_values: tuple[Value, ...] = (atom.every(),) if isinstance(atom, Sequence) else ()
            if isinstance(atom, Result):
                inner_values = atom.arguments.every()
            if any(_is_mixed(inside, depth + 1) for inside in inner_values):
                return True
    return False


def allow_pickle(called: Called, value: Value, operation: Operation | None) -> bool:
    """An array of objects may be loaded."""
    wanted = called.arguments.at(2, "allow_pickle")
    return wanted is not None and _is_true(wanted)


def any_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """A file of tensors that may hold any object."""
    wanted = called.arguments.at(-1, "weights_only")
    return wanted is None or not _is_true(wanted)


def text_as_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text that JavaScript makes a regular expression of: ``text.match(other)``."""
    of = called.callee.of if isinstance(called.callee, Member) else None
    known = isinstance(of, Foreign) and (of.path.startswith(("re.", "regex.", "RegExp")) or ".compile()" in of.path)
    texts = any(isinstance(atom, (Text, Input)) for atom in value.atoms)
    return not called.site.path.endswith(".py") and not known and texts


def hostile_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A format that the caller wrote, with something in it whose members it may name."""
    callee = called.callee
    whole = isinstance(callee, Member) and not isinstance(callee.of, (Text, Literal))
    objects = (atom for value in called.arguments.every() for atom in value.atoms)
    return whole and bool(called.taint) and any(isinstance(one, Record) and one.made_by is not None for one in objects)


def like_xpath(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text that has steps, or a predicate, of XPath."""
    for atom in value.atoms:
        if isinstance(atom, Text):
            text = "".join(piece for piece in atom.pieces if isinstance(piece, str))
            if "/" in text or "[@" in text or "[." in text:
                return True
    return False


def says_html(called: Called, value: Value, operation: Operation | None) -> bool:
    """A response whose type is HTML, as Flask's is by default."""
    for given in called.arguments.every():
        for atom in given.atoms:
            if isinstance(atom, Literal) and isinstance(atom.value, str) and "text/html" in atom.value.lower():
                return True
            if isinstance(atom, Member) and "html" in atom.name.lower():
                return True
    kind = next((v for n, v in called.arguments.named if n in ("mimetype", "content_type", "media_type")), None)
    return kind is None and called.callee.path.startswith("flask.")


def receiver(called: Called, value: Value, operation: Operation | None) -> bool:
    """What it is called on is what matters."""
    return True


NEEDS: dict[str, Need] = {
    "shell-beside": shell_beside,
    "chosen-update": chosen_update,
    "lines": lines,
    "open-entry": open_entry,
    "html-object": html_object,
    "query-builder": query_builder,
    "as-pattern": as_pattern,
    "overrides": overrides,
    "any-object": any_object,
    "text-as-pattern": text_as_pattern,
    "mongo-pattern": mongo_pattern,
    "receiver": receiver,
    "mixed": mixed,
    "allow-pickle": allow_pickle,
    "hostile-pattern": hostile_pattern,
    "like-xpath": like_xpath,
    "says-html": says_html,
    "is-sql": is_sql,
    "shell": shell,
    "unsafe-yaml": unsafe_yaml,
    "data-frame": data_frame,
    "text": plain_text,
    "partiql-text": partiql_text,
    "untyped": untyped,
    "ldap": ldap,
    "search-engine": search_engine,
    "entities": entities,
    "plain-log": plain_log,
    "chosen-name": chosen_name,
    "text-or-name": text_or_name,
    "mail": mail,
    "archive": archive,
    "pathlib": pathlib,
    "from-outside-deep": deep,
}
