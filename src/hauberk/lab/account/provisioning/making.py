"""Makes one resource as its recipe says, and reads it back."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from hauberk.lab.account.account import Account
from hauberk.lab.account.provisioning.comparing import forgotten
from hauberk.lab.account.provisioning.loss import FORGOTTEN, NO_PARAMETER, NOT_EMULATED, REFUSED, UNSUPPORTED, Loss
from hauberk.lab.account.provisioning.mapping import fitted, text
from hauberk.lab.account.provisioning.names import made_up
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step
from hauberk.model.regex import regex

FAILURES = (BotoCoreError, ClientError, ResponseParserError)
"""How a call fails: what the emulator says, what botocore finds wrong before, what it can't read after."""
_FORMLESS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What happens with properties that are of another form than CloudFormation takes: nobody has checked them before."""
_NO_FORM = "its properties have no form that can be sent"
_HOLE = regex(r"\$\{([^}]*)\}")


class NotMadeError(Exception):
    """A resource that can't be made: a code of :mod:`loss`, and why in words."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class _Sent(NamedTuple):
    step: Step
    service: str
    parameters: Mapping[str, Any]


class Making:
    """One resource on its way into the account.

    ``properties`` are plain, with references resolved; ``ref``, ``arn`` and ``answer`` are what the account made of
    them.
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - the word for it
        type: str,  # noqa: A002 - CloudFormation's word
        recipe: Recipe,
        properties: dict[str, Any],
        account: Account,
        client: Callable[[str], Any],
        stack: str,
    ) -> None:
        self.id = id
        self.type = type
        self.recipe = recipe
        self.properties = properties
        self.account = account
        self.ref = ""
        self.arn = ""
        self.answer: dict[str, Any] = {}
        self.losses: list[Loss] = []
        self.attributes: dict[str, str] = {}
        self._client = client
        self._stack = stack
        self._sent: list[_Sent] = []

    def make(self) -> None:
        """Sends everything. Raises :class:`NotMadeError` where the resource itself can't be made; of what can't be
        added to it, there are losses."""
        recipe = self.recipe
        for name in recipe.ignored:
            self.properties.pop(name, None)
        if recipe.named and not self.properties.get(recipe.named):
            self.properties[recipe.named] = self.made_up_name()
        taken = set(recipe.apart) | {name for step in recipe.after if isinstance(step, Step) for name in step.takes}
        try:
            for prepare in recipe.before:
                prepare(self)
            if isinstance(recipe.create, Step):
                self.answer = self._send_without_what_is_refused(recipe.create, taken)
            else:
                recipe.create(self)
        except FAILURES as error:
            raise NotMadeError(*_why(error)) from None
        except _FORMLESS as error:
            raise NotMadeError(REFUSED, f"{_NO_FORM}: {error!r}") from None
        self.ref = self.ref or self.filled(recipe.ref) or ""
        self.arn = self.arn or self.filled(recipe.arn) or ""
        for step in recipe.after:
            self._add(step)

    def finish(self) -> None:
        """Adds what needs others that the resource doesn't name."""
        for step in self.recipe.late:
            self._add(step)

    def check(self) -> None:
        """Reads back what was sent; what isn't told is a loss."""
        for sent in self._sent:
            reads = sent.step.reads or (self.recipe.reads if sent.step is self.recipe.create else ())
            if reads:
                told, renamed = self._told(reads, sent)
                self.compare(self._visible(sent, renamed), told)

    def compare(self, sent: Mapping[str, Any], told: Any) -> None:
        """Notes what of that which was sent isn't told."""
        for place in forgotten(sent, told):
            self.lose(place, FORGOTTEN, "the emulator doesn't tell it when it is read")

    def call(self, operation: str, service: str = "", **parameters: Any) -> dict[str, Any]:
        """An operation with parameters that are right as they are; those of no value are left out."""
        client = self._client(service or self.recipe.service)
        answer: dict[str, Any] = getattr(client, operation)(
            **{name: value for name, value in parameters.items() if value is not None}
        )
        return answer

    def tried(self, place: str, operation: str, service: str = "", **parameters: Any) -> dict[str, Any]:
        """As :meth:`call`; what is refused is a loss of a property, and answers nothing."""
        try:
            return self.call(operation, service, **parameters)
        except FAILURES as error:
            self.lose(place, *_why(error))
            return {}

    def lose(self, place: str, code: str, why: str) -> None:
        """Notes that a property isn't held."""
        self.losses.append(Loss(self.id, self.type, place, code, why))

    def lose_rest(self, known: frozenset[str]) -> None:
        """Notes the properties that nothing was made of."""
        for name in self.properties:
            if name not in known:
                self.lose(name, UNSUPPORTED, "the lab doesn't make it")

    def fit(self, operation: str, value: dict[str, Any], renamed: Mapping[str, str] = {}, service: str = "") -> Any:
        """Properties as the parameters of an operation."""
        return fitted(self._shape(operation, service), value, renamed, self._unplaced)

    def filled(self, template: str) -> str | None:
        """A text with its holes filled; ``None`` where one has nothing."""
        parts: list[str] = []
        for index, piece in enumerate(_HOLE.split(template)):
            found = self._part(piece) if index % 2 else piece
            if found is None:
                return None
            parts.append(text(found))
        return "".join(parts)

    def made_up_name(self, template: str = "") -> str:
        """A name as CloudFormation would make one up: of the stack's and the resource's."""
        return made_up(template or self.recipe.name, self._stack, self.id)

    def _part(self, name: str) -> Any:
        match name:
            case "Ref":
                return self.ref
            case "Arn":
                return self.arn
            case "Account":
                return self.account.id
            case "Region":
                return self.account.region
        if name.startswith("."):
            return at_path(self.answer, name[1:])
        name, _, default = name.partition("|")
        return at_path(self.properties, name) or default or None

    def _add(self, step: Any) -> None:
        place = ", ".join(step.takes) if isinstance(step, Step) else ""
        try:
            if isinstance(step, Step):
                self._send(step, set())
            else:
                step(self)
        except FAILURES as error:
            self.lose(place, *_why(error))
        except _FORMLESS as error:
            self.lose(place, REFUSED, f"{_NO_FORM}: {error!r}")

    def _send_without_what_is_refused(self, step: Step, taken: set[str]) -> dict[str, Any]:
        """The first call. What the resource can do without is left out, one property after the other, as long as the
        call is refused."""
        left_out: dict[str, Any] = {}
        refusal: Exception | None = None
        for name in ("", *self.recipe.dispensable):
            if name and name not in self.properties:
                continue
            if name:
                left_out[name] = self.properties.pop(name)
            try:
                answer = self._send(step, taken)
            except FAILURES as error:
                refusal = refusal or error
                continue
            for one in left_out:
                self.lose(one, *_why(refusal))
            return answer
        raise NotMadeError(*_why(refusal))

    def _send(self, step: Step, taken: set[str]) -> dict[str, Any]:
        service = step.service or self.recipe.service
        chosen = {
            name: value
            for name, value in self.properties.items()
            if (name in step.takes if step.takes else name not in taken)
        }
        if step.takes and not chosen:
            return {}
        fixed = {name: self._given(value) for name, value in step.by.items()}
        fixed = {name: value for name, value in fixed.items() if value is not None}
        answer: dict[str, Any] = {}
        for index, parameters in enumerate(self._parameters(step, service, chosen)):
            try:
                answer = self.call(step.operation, service, **{**parameters, **fixed})
            except FAILURES as error:
                if not step.each:
                    raise
                self.lose(f"{step.takes[0]}[{index}]", *_why(error))
            else:
                self._sent.append(_Sent(step, service, parameters))
        return answer

    def _parameters(self, step: Step, service: str, chosen: dict[str, Any]) -> Iterator[dict[str, Any]]:
        shape = self._shape(step.operation, service)
        if step.whole:
            (value,) = chosen.values()
            yield fitted(shape, value, step.renamed, self._unplaced)
            return
        if step.each:
            for item in next(iter(chosen.values())):
                yield fitted(shape, {step.into: item} if step.into else item, step.renamed, self._unplaced)
            return
        if step.into and not step.takes:
            yield fitted(shape, {step.into: chosen}, step.renamed, self._unplaced)
            return
        if step.into:
            (value,) = chosen.values()
            yield fitted(shape, {step.into: value}, step.renamed, self._unplaced)
            return
        if not step.rest:
            yield fitted(shape, chosen, step.renamed, self._unplaced)
            return
        own: dict[str, Any] = {}
        others: dict[str, Any] = {}
        for name, value in chosen.items():
            wanted = step.renamed.get(name, name)
            (own if wanted.lower() in map(str.lower, shape.members) else others)[name] = value
        made = fitted(shape, own, step.renamed, self._unplaced)
        if others:
            made[step.rest] = {step.renamed.get(name, name): text(value) for name, value in others.items()}
        yield made

    def _given(self, value: object) -> Any:
        if isinstance(value, list):
            return [self._given(one) for one in value]
        if not isinstance(value, str):
            return value
        hole = _HOLE.fullmatch(value)  # alone it keeps its type
        return self.filled(value) if hole is None else self._part(hole[1])

    def _shape(self, operation: str, service: str) -> Any:
        client = self._client(service or self.recipe.service)
        return client.meta.service_model.operation_model(client.meta.method_to_api_mapping[operation]).input_shape

    def _unplaced(self, place: str) -> None:
        self.lose(place, NO_PARAMETER, "no call takes it")

    def _visible(self, sent: _Sent, renamed: Mapping[str, str]) -> dict[str, Any]:
        return {
            renamed.get(name, name): value
            for name, value in sent.parameters.items()
            if name not in self.recipe.hidden and renamed.get(name) != ""
        }

    def _told(self, reads: tuple[Read, ...], sent: _Sent) -> tuple[dict[str, Any], dict[str, str]]:
        told: dict[str, Any] = {}
        renamed: dict[str, str] = {}
        for read in reads:
            by = {
                name: sent.parameters.get(value[1:]) if _is_sent(value) else self._given(value)
                for name, value in read.by.items()
            }
            answer = self.tried(read.operation, read.operation, read.service or sent.service, **by)
            found = _found(answer, read.at, sent.parameters) if read.at else answer
            if read.under:
                told[read.under] = found
            elif isinstance(found, Mapping):
                told.update(found)
            renamed.update(read.renamed)
        return told, renamed


def _is_sent(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.startswith(">")


def at_path(value: Any, path: str) -> Any:
    """What stands at a path of names and numbers; ``None`` where there is nothing."""
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and name.lstrip("-").isdecimal() and value:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value


def _found(answer: Any, path: str, sent: Mapping[str, Any]) -> Any:
    """What stands at a path; ``Items[Name]`` is the item whose name is the one that was sent."""
    path, _, name = path.partition("[")
    found = at_path(answer, path)
    if not name:
        return found
    name = name.rstrip("]")
    items = found if isinstance(found, list) else []
    return next((one for one in items if isinstance(one, Mapping) and one.get(name) == sent.get(name)), None)


def _why(error: "Exception | None") -> tuple[str, str]:
    """The code and the words for a call that failed. What moto doesn't have answers 404 with a page of HTML, or 501."""
    if isinstance(error, ClientError):
        answer = error.response.get("Error", {})
        code, said = str(answer.get("Code", "")), str(answer.get("Message", ""))
        if code in ("404", "501", "NotImplemented") and (not said or "<" in said or code != "404"):
            return NOT_EMULATED, f"the emulator has no {error.operation_name}"
        if "<html" in said:
            return REFUSED, f"the emulator fails at {error.operation_name}"
        return REFUSED, " ".join(f"{error.operation_name}: {said or code}".split())[:300]
    if isinstance(error, ResponseParserError):
        return REFUSED, "the emulator fails, and answers with a page"
    return REFUSED, " ".join(str(error).split())[:300]
