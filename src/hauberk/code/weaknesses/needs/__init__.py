"""What else has to hold for a call to be a sink, by the name that ``sinks.toml`` gives it."""

from collections.abc import Callable

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Value
from hauberk.code.weaknesses.needs.answers import html_object, mixed, rootless, says_html
from hauberk.code.weaknesses.needs.commands import shell, shell_beside
from hauberk.code.weaknesses.needs.formats import (
    allow_pickle,
    archive,
    as_pattern,
    data_frame,
    entities,
    hostile_pattern,
    pathlib,
    text_as_pattern,
    unsafe_yaml,
)
from hauberk.code.weaknesses.needs.logs import lines, plain_log
from hauberk.code.weaknesses.needs.names import (
    chosen_name,
    mail,
    named_object,
    open_entry,
    overrides,
    target,
    text_or_name,
)
from hauberk.code.weaknesses.needs.queries import is_sql, ldap, like_xpath, of_ldap, partiql_text, query_builder
from hauberk.code.weaknesses.needs.searches import (
    any_object,
    chosen_update,
    deep,
    mongo_pattern,
    search_engine,
    untyped,
)
from hauberk.code.weaknesses.needs.truth import plain_text, receiver
from hauberk.code.weaknesses.sdk import Operation

Need = Callable[[Called, Value, Operation | None], bool]

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
    "of-ldap": of_ldap,
    "target": target,
    "named-object": named_object,
    "rootless": rootless,
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
