"""Names that AWS makes up where a template gives none."""

_LONGEST = 60
"""Characters of a name that is made up; the tightest limit of those that matter is 63."""


def made_up(template: str, stack: str, id_: str) -> str:
    """A name of a stack's and a resource's; ``${stack}`` and ``${id}`` are those in lower case."""
    for hole, part in (("Stack", stack), ("Id", id_.replace("/", "-"))):
        template = template.replace(f"${{{hole}}}", part).replace(f"${{{hole.lower()}}}", part.lower())
    return template if len(template) <= _LONGEST else f"{template[:24]}-{template[-(_LONGEST - 25) :]}"
