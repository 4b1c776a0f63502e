"""What a policy of an account says, as AWS writes it there.

The model has an account's policies in a template's words: own resources by reference, account, partition and region as
pseudo parameters, actions and keys in lower case.
"""

from hauberk.iam.catalogue import spelling
from hauberk.iam.language.policy import Statement, Test
from hauberk.iam.language.text import Glob, Hole
from hauberk.iam.spelling import action_as_documented
from hauberk.model.application import Application
from hauberk.sources.account.naming import Place
from hauberk.study.arns import owner


class Spelling:
    """Spells the policies of one application."""

    def __init__(self, application: Application, place: Place) -> None:
        self._resources = application.resources
        self._pseudo = {
            "AWS::Partition": place.partition,
            "AWS::AccountId": place.account,
            "AWS::Region": place.region,
        }

    def text(self, text: Glob) -> str:
        """An ARN, a name, or any value of a condition."""
        return "".join(self._hole(part) if isinstance(part, Hole) else str(Glob((part,))) for part in text.parts)

    def actions(self, statement: Statement) -> str:
        """What a statement is about."""
        does = ", ".join(action_as_documented(str(one)) for one in statement.actions) or "everything"
        return f"all but {does}" if statement.except_actions else does

    def test(self, test: Test) -> str:
        """A line of a condition."""
        return f"{spelling(test.key)} {test.operator} {' or '.join(map(self.text, test.values))}"

    def _hole(self, hole: Hole) -> str:
        known = self._pseudo.get(hole.name)
        if known is not None:
            return known
        id_, attribute = owner(hole, self._resources)
        if not id_:
            return str(Glob((hole,)))
        return id_ if attribute.endswith("Arn") else self._resources[id_].name
