"""The functions of an account that those of templates are, and what their roles have used."""

from collections.abc import Iterator
from datetime import date

from hauberk.facts.stack_tags import LOGICAL_ID
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.values import Known
from hauberk.questions.observed import asked_for
from hauberk.questions.used import Used
from hauberk.sources.account.calls import GLOBAL, Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import functions, history, usage
from hauberk.sources.account.services.function_reads import FUNCTION
from hauberk.sources.account.snapshot import Snapshot

_GENERATED = regex(r".+-(?P<id>[A-Za-z0-9]+)-[A-Za-z0-9]{8,16}")
"""The name that CloudFormation gives a function: its stack's, its logical id and random letters (CloudFormation user
guide, "Name type", 2026-11). Long ones are cut, and then recognised by their tags alone."""


class Accounted:
    """The functions of an account, and what their roles have used."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self._today = today
        self._functions = [
            made
            for region in snapshot.regions
            for made in functions.resources(Answers(snapshot.answers, region), snapshot.place(region))
            if made.type == FUNCTION
        ]
        told = usage.resources(Answers(snapshot.answers, GLOBAL), snapshot.place(GLOBAL))
        self._used = {str(made.properties["Principal"]): made for made in told}
        self._seen: dict[str, dict[str, str]] = {}
        for region in snapshot.regions:
            for one in history.asked(Answers(snapshot.answers, region)):
                last = self._seen.setdefault(one.role, {})
                for action in asked_for(one.source, one.name):
                    last[action.lower()] = max(one.last, last.get(action.lower(), ""))

    def of(self, function: Resource) -> "Used | str":
        """What the role of a function of a template has used; why that can't be told."""
        found = list(self._deployed(function))
        roles = {str(one.properties.get("Role")) for one in found}
        if not roles:
            return "what it used isn't known: no function of the account is it, by its name or tags"
        if len(roles) > 1:
            names = ", ".join(sorted(one.name for one in found))
            return f"what it used isn't known: several functions of the account may be it ({names})"
        (role,) = roles
        used = self._used.get(role)
        if used is None:
            return f"what it used isn't known: nothing was read of what {role} used"
        if used.unread is not None:
            return f"what it used isn't known: {used.unread.text}"
        return Used(used.properties, self._today, self._seen.get(role, {}))

    def _deployed(self, function: Resource) -> Iterator[Made]:
        """The functions that may be one of a template: of the name that it says, else of its logical id."""
        name = function.properties.value("FunctionName")
        id_ = function.id.rpartition("/")[2]
        for one in self._functions:
            if isinstance(name, Known):
                if one.name == name.value:
                    yield one
            elif LOGICAL_ID in one.tags:
                if one.tags[LOGICAL_ID] == id_:
                    yield one
            elif (generated := _GENERATED.fullmatch(one.name)) is not None and generated["id"] == id_:
                yield one
