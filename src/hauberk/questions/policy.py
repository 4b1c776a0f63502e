"""What the functions of applications need, what they are granted, and the difference."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hauberk.iam.language.text import Glob
from hauberk.model.application import Application
from hauberk.model.compute import Coded, Function
from hauberk.model.ledger import Gap
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.subject import Seed, listed
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.questions.circles import waiting_for
from hauberk.questions.fitting import fitting
from hauberk.questions.least import TOO_LONG, Doubt, Least, OfApplication, OfFunction, Place
from hauberk.questions.observed import Seen, observed, with_observed
from hauberk.questions.parts import TooLongError, checked, grants
from hauberk.questions.used import Used
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.bare.claims import Claims, claims_of
from hauberk.scan.discover import Candidate, discover
from hauberk.scan.fault import INTERNAL, describe
from hauberk.scan.placing import Placing
from hauberk.scan.sniff import may_be_template
from hauberk.sources.cloudformation.reader import read_application
from hauberk.sources.pins import pins_beside
from hauberk.study.code.contents import Contents
from hauberk.study.needs.comparison import Compared, compared
from hauberk.study.needs.functions import Needs, needs
from hauberk.study.needs.letting import without_what_is_let_in
from hauberk.study.needs.needed import Evidence, Unknown, merged
from hauberk.study.needs.spelling import Spelling
from hauberk.study.principals import role_of
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.questions.deployed import Accounted

NO_TEMPLATE = "no template tells its role: what that grants isn't known"
OUTSIDE = "its role isn't one of this application: what that grants isn't known"


class Wish(NamedTuple):
    """What is asked: the applications below paths, whose excess may be ``allowed`` by patterns of actions."""

    paths: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    pins: Mapping[str, str] = {}
    environment: str = "default"
    base: str = ""
    shown: str = ""
    exclude: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    account: "Accounted | None" = None


class Places:
    """Where spans of one application stand."""

    def __init__(self, root: Root, application: Application) -> None:
        self._root = root
        self.placing = Placing(root.opened, lambda: application.hidden)

    def of(self, evidence: Evidence) -> Place:
        """The line of some evidence: of the word that it names, if that stands there."""
        span = evidence.span
        if evidence.record:
            return Place(span.path, 0, evidence.record)
        source = self._root.opened.get(span.path)
        if source is not None and evidence.word:
            at = source.data.find(evidence.word.encode(), span.start, span.end)
            if at > 0:
                return self._line(Span(span.path, at, span.end))
        return self._line(span)

    def _line(self, span: Span) -> Place:
        return Place(span.path, self.placing.line_of(span)[0])

    def line(self, span: Span | None) -> Place:
        """The line of a place in a template."""
        return self._line(span) if span is not None else Place("", 0)


def least(wish: Wish) -> Least:
    """What every function below some paths needs."""
    seen = observed(wish.observed)
    found = discover(wish.paths, wish.exclude, wish.base, shown=wish.shown)
    applications: list[OfApplication] = []
    gaps = list(found.gaps)
    claims: list[Claims] | None = [] if found.code else None
    for candidate in found.candidates:
        one = _candidate(candidate, wish, gaps, seen, claims)
        if one is not None:
            applications.append(one)
    if claims is not None:
        from hauberk.scan.bare.reading import read_all

        for root, application, contents in read_all(found.code, claims, gaps):
            one = of_application(root, application, wish, seen, contents)
            if one is not None:
                applications.append(one)
    nested = {path for one in applications for path in one.nested}
    return Least(tuple(one for one in applications if one.path not in nested), tuple(dict.fromkeys(gaps)))


def _candidate(
    candidate: Candidate, wish: Wish, gaps: list[Gap], seen: tuple[Seen, ...], claims: "list[Claims] | None"
) -> OfApplication | None:
    root = Root(candidate.folder, candidate.shown)
    try:
        if not candidate.asked and not may_be_template(root, candidate.path):
            return None
        beside = pins_beside(root, candidate.path, wish.environment)
        application = read_application(root, candidate.path, {**beside, **wish.pins}, beside=beside)
    except ReadingError as error:
        if error.code != "not-a-template" or candidate.asked:
            gaps.append(Gap(root.show(candidate.path), error.code, error.text))
        return None
    gaps += [Gap(one.path, one.code, one.text) for one in application.unread]
    if claims is not None:
        claims.append(claims_of(application, Study(application, date.today(), root), root))
    return of_application(root, application, wish, seen)


def of_application(
    root: Root,
    application: Application,
    wish: Wish,
    seen: tuple[Seen, ...] = (),
    contents: Contents | None = None,
) -> OfApplication | None:
    """What the functions of an application need; ``None`` if it has none. ``contents`` is what was read of its code."""
    seeds = [seed for seed in Coded.seeds(application) if not wish.functions or seed.id in wish.functions]
    if not seeds:
        return None
    study = Study(application, date.today(), root, contents=contents)
    places = Places(root, application)
    by_id: dict[str, list[Seed]] = {}
    for seed in seeds:
        by_id.setdefault(seed.id, []).append(seed)
    spelled = Spelling(application).sub
    functions = tuple(
        _within_limits(_function(some, study, places, wish, seen), spelled, places.line(some[0].resource.head))
        for some in by_id.values()
    )
    return OfApplication(
        application.id,
        functions,
        spelled,
        places.of,
        places.line,
        lambda needed: fitting(needed, spelled),
        application.nested,
        application.hidden.texts,
        application.format,
    )


def _within_limits(found: OfFunction, spelled: Callable[[Glob], str], head: Place) -> OfFunction:
    """A function, which says so where no role can have its policy."""
    try:
        checked(grants(found.needed, spelled), found.attached)
    except TooLongError as error:
        text = f"no role can have its policy within IAM's limits: {error}"
        return found._replace(unknown=(*found.unknown, Doubt(head, TOO_LONG, text)))
    return found


class _Answer(NamedTuple):
    needs: Needs
    compared: Compared | None
    role: Resource | None


def _function(
    seeds: list[Seed],
    study: Study,
    places: Places,
    wish: Wish,
    seen: tuple[Seen, ...],
) -> OfFunction:
    resource = seeds[0].resource

    def ask(world: World) -> _Answer:
        function = Function(resource, world)
        found = needs(function, study)
        found = found._replace(needed=with_observed(found.needed, function, study, seen))
        role = role_of(function, study)
        identity = study.identity(role) if role is not None else None
        result = compared(found.needed, identity, wish.allowed) if identity is not None else None
        if result is not None and role is not None:
            result = without_what_is_let_in(result, function, role.resource, study)
        if result is not None and not found.whole:
            result = result._replace(excess=())
        return _Answer(found, result, role.resource if role is not None else None)

    doubts: list[Doubt] = []
    answers: list[_Answer] = []
    try:
        for _, answer in explore(ask, (seed.guard for seed in seeds), refuses=study.application.refuses):
            answers.append(answer)
            if len(answers) >= MAX_WORLDS:
                break
    except TooManyWorldsError:
        pass
    except Exception as error:  # one function's fault in Hauberk; the others' results stand
        text = f"Hauberk failed on it ({describe(error)}); please report this"
        doubts.append(Doubt(places.line(resource.head), INTERNAL, text))
    if len(answers) >= MAX_WORLDS:
        text = f"it differs by more than {MAX_WORLDS} combinations of parameters; the others weren't looked at"
        doubts.append(Doubt(places.line(resource.head), "many-parameters", text))
    unknown = dict.fromkeys(one for answer in answers for one in answer.needs.unknown)
    doubts += [_doubt(one, places) for one in unknown]
    role = next((answer.role for answer in answers if answer.role is not None), None)
    results = [answer.compared for answer in answers if answer.compared is not None]
    if not results:
        text = NO_TEMPLATE if Function(resource, World()).is_bare else OUTSIDE
        doubts.append(Doubt(places.line(resource.head), "role-outside", text))
    for text in dict.fromkeys(text for one in results for text in one.undecided):
        doubts.append(Doubt(places.line(resource.head), "undecided", text))
    used = wish.account.of(resource) if wish.account is not None else None
    if isinstance(used, str):
        doubts.append(Doubt(places.line(resource.head), "use-unknown", used))
    return OfFunction(
        resource.id,
        resource.name,
        merged([one for answer in answers for one in answer.needs.needed]),
        _together(results),
        tuple(dict.fromkeys(doubts)),
        role.id if role is not None else "",
        role is not None and role.maker == "sam",
        len(tuple(listed(role.properties.value("ManagedPolicyArns")))) if role is not None else 0,
        waiting_for(role.id, study.graph) if role is not None else frozenset(),
        used if isinstance(used, Used) else None,
    )


MAX_WORLDS = 8
"""Combinations of parameters that one function is looked at in."""


def _doubt(one: Unknown, places: Places) -> Doubt:
    return Doubt(places.of(one.evidence), one.code, one.text)


def _together(results: list[Compared]) -> Compared | None:
    """What holds in any of the worlds that were looked at."""
    if len(results) < 2:
        return results[0] if results else None
    return Compared(
        tuple(dict.fromkeys(one for result in results for one in result.granted)),
        tuple(dict.fromkeys(one for result in results for one in result.missing)),
        tuple(dict.fromkeys(one for result in results for one in result.excess)),
        tuple(dict.fromkeys(one for result in results for one in result.undecided)),
    )
