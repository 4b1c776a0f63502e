"""Where a text is a query: SQL, PartiQL, LDAP, XPath."""

import re

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Input,
    Record,
    Sequence,
    Text,
    Value,
    taint_of,
)
from hauberk.code.weaknesses.sdk import Operation
from hauberk.model.regex import regex

_SQL = regex(
    r"^\W*(select|insert\s+into|update|delete\s+from|replace\s+into|merge\s+into|with\s+\w+\s+as|create|alter|drop|truncate|"
    r"call|exec|grant|copy|unload|set\s+\w+|explain|order\s+by|where|show|describe|use|pragma|vacuum|lock|msck)\b",
    re.IGNORECASE,
)


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
                "Database()",
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
                "asyncpg",
                "databases",
                "duckdb",
            )
        )
    )


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


def ldap(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter of a directory."""
    text = "".join(
        piece for atom in value.atoms if isinstance(atom, Text) for piece in atom.pieces if isinstance(piece, str)
    )
    return "ldap" in called.callee.path.lower() or ("(" in text and "=" in text)


def of_ldap(called: Called, value: Value, operation: Operation | None) -> bool:
    """A name in a directory that the caller writes a part of."""
    return "ldap" in called.callee.path.lower() and any(isinstance(atom, (Text, Input)) for atom in value.atoms)


def query_builder(called: Called, value: Value, operation: Operation | None) -> bool:
    """A condition as text for a builder of SQL."""
    path = called.callee.path
    named = any(
        name in path for name in ("createQueryBuilder()", "QueryBuilder()", "querybuilder", "sequelize", "typeorm")
    )
    return named and any(isinstance(atom, (Text, Input)) for atom in value.atoms)


def like_xpath(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text that has steps, or a predicate, of XPath."""
    for atom in value.atoms:
        if isinstance(atom, Text):
            text = "".join(piece for piece in atom.pieces if isinstance(piece, str))
            if "/" in text or "[@" in text or "[." in text:
                return True
    return False
