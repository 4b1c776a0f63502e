"""ARNs as a template writes them: ``${Files.Arn}/reports/*``, as ``Fn::Sub`` takes them."""

from hauberk.facts.arn_forms import ARN, FORMS
from hauberk.iam.language.text import Glob, Hole, Part, Wild, glob
from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.world import World
from hauberk.study.arns import Arns, in_aws, rest_of


class Spelling:
    """Spells globs of one application."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._arns = Arns(application, World())
        self._known: dict[Glob, str] = {}
        self._own: list[tuple[Glob, Resource]] | None = None

    def sub(self, text: Glob) -> str:
        """A text as ``Fn::Sub`` takes it."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._sub(text)
        return found

    def _sub(self, text: Glob) -> str:
        if len(text.parts) == 1 and isinstance(text.parts[0], str):
            named = self._named(text)
            return named[0] if named is not None else text.parts[0]
        named = self._named(text)
        if named is not None:
            return named[0] + "".join(map(self._part, named[1].parts))
        return "".join(map(self._part, text.parts))

    def _named(self, text: Glob) -> tuple[str, Glob] | None:
        """The resource whose ARN begins a text, and what follows."""
        best: tuple[int, str, Glob] | None = None
        plain = in_aws(text)
        for arn, resource in self._arn_of_own():
            rest = rest_of(plain, in_aws(arn))
            if rest is None or (rest.parts and not _goes_on(rest)):
                continue
            size = len(str(arn))
            if best is None or size > best[0]:
                best = size, _reference(resource), rest
        return (best[1], best[2]) if best is not None else None

    def _arn_of_own(self) -> "list[tuple[Glob, Resource]]":
        if self._own is None:
            self._own = []
            for resource in self._application.resources.values():
                form = FORMS.get(resource.type)
                arn = self._arns.arn(resource) if form is not None and _reference(resource) else None
                if arn is not None:
                    self._own.append((arn, resource))
        return self._own

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return part.replace("${", "${!")
            case Hole(name, own):
                return f"${{{self._attribute(name) if own else name}}}"
            case Wild():
                return part.value
        return str(glob(part))

    def _attribute(self, name: str) -> str:
        """What gives a resource's name: ``Ref`` or an attribute."""
        resource = self._application.resources.get(name)
        form = FORMS.get(resource.type) if resource is not None else None
        if form is None or form.ref == "${Name}":
            return name
        found = next((key for key, value in form.attributes.items() if value == "${Name}"), "")
        return f"{name}.{found}" if found else name


def _goes_on(rest: Glob) -> bool:
    first = rest.parts[0]
    return isinstance(first, str) and first[0] in "/:"


def _reference(resource: Resource) -> str:
    """How a template refers to a resource's ARN; nothing where it can't."""
    form = FORMS[resource.type]
    if form.ref == ARN:
        return f"${{{resource.id}}}"
    name = next((key for key, value in form.attributes.items() if value == ARN), "")
    return f"${{{resource.id}.{name}}}" if name else ""
