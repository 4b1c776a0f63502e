"""What else has to hold for a call to be a sink."""

import re
from collections.abc import Callable, Iterable

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Unknown,
    Value,
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
    for given in called.arguments.plain[1:]:
        for atom in given.atoms:
            if isinstance(atom, Record):
                wanted = atom.get("shell")
                if wanted is not None and not _is_false(wanted):
                    return _hostile_text(called.arguments)
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            first = atom.items[0] if atom.items else None
            if first is not None and (taint_of(first) or _is_shell(first)):
                return True
        elif isinstance(atom, Text):
            head = atom.pieces[0]
            if not called.callee.path.startswith("child_process") or not isinstance(head, str):
                return not called.callee.path.startswith("child_process") and "subprocess" not in called.callee.path
        elif not isinstance(atom, Literal) and value.taint:
            return True
    return False


def _hostile_text(arguments: Arguments) -> bool:
    return any(taint_of(value) for value in arguments.plain[:2])


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
        return any(one is not None for one in schema)
    if loader is None:
        return called.callee.path.startswith("yaml.")
    return not any("Safe" in getattr(atom, "path", "") or "Base" in getattr(atom, "path", "") for atom in loader.atoms)


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
        isinstance(atom, Text) for one in _inner(value, "$where") for atom in one.atoms
    )


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
        return bool(set(atom.path) & {"{}", "request", "detail", "arguments"}) or len(atom.path) == 2
    if isinstance(atom, Record) and depth < 5:
        return any(_may_be_object(one, depth + 1) for _, value in atom.fields for one in value.atoms) or (
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


def search_engine(called: Called, value: Value, operation: Operation | None) -> bool:
    """A query to OpenSearch or Elasticsearch that holds a text of hostile parts, or is one as it came."""
    path = called.callee.path.lower()
    return ("opensearch" in path or "elasticsearch" in path) and bool(value.atoms)


def entities(called: Called, value: Value, operation: Operation | None) -> bool:
    """A parser that resolves external entities."""
    parser = called.arguments.at(1, "parser")
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


def plain_log(called: Called, value: Value, operation: Operation | None) -> bool:
    """A line of text, not an object that is written as JSON."""
    return any(isinstance(atom, Text) for atom in value.atoms) or any(
        isinstance(atom, (Input, Member, Result)) and value.taint for atom in value.atoms
    )


def chosen_name(called: Called, value: Value, operation: Operation | None) -> bool:
    """A bucket or key that the caller names, other than those of the very event."""
    return any(_is_chosen(atom) for atom in value.atoms)


def _is_chosen(atom: Atom) -> bool:
    if isinstance(atom, Input):
        return "s3" not in atom.path
    if isinstance(atom, Text):
        first = atom.pieces[0]
        return isinstance(first, Value) and bool(taint_of(first)) and any(_is_chosen(one) for one in first.atoms)
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
    return any(isinstance(atom, (Text, Input, Member)) for atom in value.atoms)


def mail(called: Called, value: Value, operation: Operation | None) -> bool:
    """A sender, a receiver, or raw headers."""
    return True


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
