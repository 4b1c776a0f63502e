"""What the derivation of one function shares among its parts."""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Trail, Value
from hauberk.sources.sam.build import here, is_empty, is_off, joined, pairs, tree
from hauberk.sources.sam.context import Context

CREATED_BY = {"Key": "lambda:createdBy", "Value": "SAM"}


class Maker:
    """One serverless function or state machine. ``target`` is what events invoke: its alias where it publishes one.

    ``managed`` and ``inline`` gather what its role needs besides ``Policies``. ``invocation`` is the action that starts
    it, with the name of the policy for that.
    """

    __slots__ = ("_tags", "context", "inline", "invocation", "managed", "name", "properties", "source", "target")

    def __init__(
        self,
        context: Context,
        name: str,
        source: Resource,
        properties: Fields,
        target: Value,
        invocation: tuple[str, str] = ("lambda:InvokeFunction", "LambdaPolicy"),
    ) -> None:
        self.context = context
        self.name = name
        self.source = source
        self.properties = properties
        self.target = target
        self.invocation = invocation
        self.managed: list[Value] = []
        self.inline: list[Value] = []
        self._tags: Value | None = None

    @property
    def trail(self) -> Trail:
        """Where the function's name stands."""
        return here(self.source)

    def value(self, name: str) -> Value:
        """A property of the function."""
        return self.properties.value(name)

    def arn(self) -> Value:
        """The function itself (``Ref``)."""
        return self.context.ref(self.name, self.trail)

    def target_arn(self) -> Value:
        """The ARN of what events invoke: the ``Ref`` of an alias or a machine gives it, a function's doesn't."""
        if self.target == self.arn() and self.invocation[0].startswith("lambda:"):
            return self.context.get_att(self.name, "Arn", self.trail)
        return self.target

    @property
    def passes_tags(self) -> bool:
        """Whether ``PropagateTags`` asks for the function's tags on what SAM makes beside it."""
        return not is_off(self.properties, "PropagateTags")

    def passed_tags(self) -> Value | None:
        """The function's tags for what SAM makes beside it."""
        return pairs(self.value("Tags"), self.trail) if self.passes_tags and not is_empty(self.value("Tags")) else None

    def tags(self) -> Value | None:
        """The tags of the function and its role: SAM's mark, unless they are passed on, and the function's own."""
        if self._tags is None:
            own = pairs(self.value("Tags"), self.trail)
            self._tags = self.passed_tags() or joined(tree([CREATED_BY], self.trail), own)
        return self._tags

    def allow(self, name: str, actions: Any, resources: Any, trail: Trail, **more: Any) -> None:
        """Gives the function's role an inline policy of one statement."""
        statement = {"Effect": "Allow", "Action": actions, "Resource": resources}
        self.grant(name, [statement], trail, **more)

    def grant(self, name: str, statements: Any, trail: Trail, **more: Any) -> None:
        """Gives the function's role an inline policy."""
        document = {**more, "Statement": statements}
        policy = tree({"PolicyName": name, "PolicyDocument": document}, trail)
        if policy not in self.inline:
            self.inline.append(policy)

    def permit(
        self,
        suffix: str,
        principal: str,
        trail: Trail,
        *,
        presence: Value | None = None,
        function: Value | None = None,
        **more: Any,
    ) -> Resource:
        """Lets a service invoke the function: ``AWS::Lambda::Permission`` with the id ``<function><suffix>``."""
        content = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": self.target if function is None else function,
            "Principal": principal,
            **more,
        }
        return self.make(suffix, "AWS::Lambda::Permission", content, trail, presence=presence)

    def make(self, suffix: str, kind: str, content: dict[str, Any], trail: Trail, **options: Any) -> Resource:
        """Adds a resource with the id ``<function><suffix>``."""
        return self.add(self.name + suffix, kind, content, trail, **options)

    def add(self, name: str, kind: str, content: dict[str, Any], trail: Trail, **options: Any) -> Resource:
        """Adds a resource that follows from the function; a part that is ``None`` is left out."""
        entries = {key: tree(child, trail) for key, child in content.items() if child is not None}
        head = trail[0] if trail else self.source.head
        return self.context.add(name, kind, entries, self.source, head=head, **options)
