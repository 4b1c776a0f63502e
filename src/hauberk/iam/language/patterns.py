"""From the text of a policy to a pattern, and back.

Source: IAM user guide, "IAM policy elements: Variables and tags" (2026-11). A default may have spaces, the name of a
variable has none ("A space is not supported within the policy variable text", "Access Analyzer policy check
reference"). A ``${`` that begins no variable is a literal.
"""

import re
from collections.abc import Iterator

from hauberk.iam.language.operators import Asked, Family
from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Part, Variable, Wild, glob
from hauberk.model.regex import regex

WITH_WILDCARDS = (Family.LIKE, Family.ARN)
WITH_VARIABLES = (Family.STRING, Family.STRING_IGNORE_CASE, Family.LIKE, Family.ARN)

_VARIABLE = regex(r"\$\{(?:([*?$])|([^\s{},'$*?]++)(?:,[ ]?'([^'{}]*+)')?)\}")


def pattern(text: str, *, variables: bool, wild: bool) -> Glob:
    """What a text says where policy variables, or wildcards, may stand."""
    return glob(*read(text, variables=variables, wild=wild))


def read(text: str, *, variables: bool, wild: bool) -> Iterator[Part]:
    """A text's literals, wildcards and variables."""
    at = 0
    if variables and "${" in text:
        for found in _VARIABLE.finditer(text):
            yield from _wilds(text[at : found.start()], wild)
            at = found.end()
            escaped, key, default = found.groups()
            yield escaped or Variable(key.lower(), default)
    yield from _wilds(text[at:], wild)


def _wilds(text: str, wild: bool) -> Iterator[Part]:
    if not wild:
        yield text
        return
    for piece in re.split(r"([*?])", text):
        yield ANY if piece == "*" else ONE if piece == "?" else piece


def takes(asked: Asked, version_has_variables: bool) -> tuple[bool, bool]:
    """Whether variables, and whether wildcards, may stand in the values of a test."""
    family = asked.operator.family
    return version_has_variables and family in WITH_VARIABLES, family in WITH_WILDCARDS


def written(wanted: Glob, *, variables: bool, wild: bool) -> str | None:
    """The text that says a pattern, or ``None`` if none does: a literal star where a star is a wildcard and nothing can
    escape it, a variable where there are none. Holes are written as ``<name>``."""
    text = "".join(_part(part, variables, wild) for part in wanted.parts)
    if any(isinstance(part, Hole) for part in wanted.parts):
        return text
    return text if pattern(text, variables=variables, wild=wild) == wanted else None


def _part(part: Part, variables: bool, wild: bool) -> str:
    match part:
        case str():
            text = part.replace("${", "${$}{") if variables else part
            return text.replace("*", "${*}").replace("?", "${?}") if variables and wild else text
        case Wild():
            return part.value
        case Variable(key, None):
            return f"${{{key}}}"
        case Variable(key, default):
            return f"${{{key}, '{default}'}}"
        case Hole(name):
            return f"<{name}>"
