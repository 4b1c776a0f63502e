"""Which functions of other regions have a role.

Each region is an application of its own, and roles are global: that functions of other regions have one, too, stands at
the role, below ``Account``. The same code under the same name in several regions is one function.
"""

from collections.abc import Iterable, Iterator, Mapping

from hauberk.model.told import FUNCTIONS_ELSEWHERE
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.function_reads import FUNCTION
from hauberk.sources.account.services.shaping import text

_ROLE = "AWS::IAM::Role"


class Elsewhere:
    """The functions of each region by the roles that they have; ``unread`` says of which regions they aren't known."""

    def __init__(self, regional: Mapping[str, Iterable[Made]], unread: Mapping[str, Unread]) -> None:
        self._unread = unread
        self._having: dict[str, list[tuple[str, Made]]] = {}
        for region, made in regional.items():
            for one in made:
                if one.type == FUNCTION:
                    self._having.setdefault(text(one.properties, "Role"), []).append((region, one))

    def told(self, one: Made, region: str) -> Made:
        """A global resource as the application of a region has it: a role with the functions of others that have it."""
        if one.type != _ROLE:
            return one
        found: list[str] | Unread | None = list(dict(self._others(one.id, region)).values())
        if not found:
            found = next((unread for other, unread in self._unread.items() if other != region), None)
        return one._replace(account={**one.account, FUNCTIONS_ELSEWHERE: found}) if found else one

    def _others(self, role: str, region: str) -> Iterator[tuple[tuple[str, str], str]]:
        having = self._having.get(role, ())
        own = {_same(function) for where, function in having if where == region}
        return ((_same(one), one.id) for where, one in having if where != region and _same(one) not in own)


def _same(function: Made) -> tuple[str, str]:
    """What is the same of a function that is deployed to several regions."""
    return text(function.properties, "FunctionName"), text(function.account, "CodeSha256")
