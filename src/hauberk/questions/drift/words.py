"""How the two sides of a comparison are told of."""

from typing import NamedTuple


class Words(NamedTuple):
    """How the two sides are told of: by time, or as a template and what is deployed."""

    before: tuple[str, str]
    after: tuple[str, str]
    """What joins a subject in the singular, and one in the plural, to its values."""
    new: str
    gone: str
    places: tuple[str, str]
    """What the places of the two sides are called."""

    def changed(self, name: str, what: str, before: str, after: str, *, plural: bool = False) -> str:
        """The sentence for a property that isn't the same."""
        return f"{name}: {what} {self.before[plural]} {before}, and {self.after[plural]} {after}"


BY_TIME = Words(("was", "were"), ("is now", "are now"), "new", "gone", ("before", "after"))
_TEMPLATE, _ACCOUNT = ("in the template",) * 2, ("in the account",) * 2
_FIRST = "in the template is", "in the template are"
_DEPLOYED = "in the account is", "in the account are"
_SIDES = "the template", "the account"
TO_ACCOUNT = Words(_FIRST, _ACCOUNT, "not in the template", "not in the account", _SIDES)
TO_TEMPLATE = Words(_DEPLOYED, _TEMPLATE, "not in the account", "not in the template", _SIDES[::-1])
BETTER = "which is safer"
