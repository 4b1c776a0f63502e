"""One application: read it, ask every control about every subject, note what came of it."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.application import Application, Unread
from hauberk.model.deployment import Deployment
from hauberk.model.ledger import Entry, Gap, Identity, Location, Seen
from hauberk.model.subject import Subject
from hauberk.model.values import Annotation, Reason
from hauberk.model.verdict import State, Verdict, unknown
from hauberk.practices import all_controls, template_controls
from hauberk.practices.checks import HELPER
from hauberk.practices.control import Control
from hauberk.practices.manual import page
from hauberk.reading.jail import Root
from hauberk.reading.source import Source
from hauberk.scan.asking import TOLD, Answer, ask
from hauberk.scan.identity import Names
from hauberk.scan.ignores import apply_inline, complaints, inline_ignores
from hauberk.scan.mapping import OPENINGS, seen_of, unmapped
from hauberk.scan.placing import Placing
from hauberk.scan.topic import Topic, topics_of
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.found import Found
from hauberk.study.study import Study

if TYPE_CHECKING:
    from hauberk.code.packs import Packs
    from hauberk.scan.bare.claims import Claims
    from hauberk.scan.bare.cutting import Bare

BROKEN = "what its parameters are doesn't fit its rule {}; CloudFormation would refuse it"
Naming = Callable[[Topic, str], tuple[str, str]]
"""The file and the name by which fingerprints know a subject, by the name that it has in its application."""
WRITTEN = "its value is written here"
MAX_SEEDS = 10_000
"""Subjects of one kind (each in each of its branches) that controls are asked about in one application."""
MAX_LIVE_SEEDS = 200_000
"""The same in a region of a live account: ten thousand functions have some fifty thousand variables."""


class Checked(NamedTuple):
    """What one application gave.

    ``notes`` are about what wasn't asked and about the ignores in its templates; ``parts`` are the other files whose
    resources are its own, ``nested`` those that are templates of nested stacks; ``parameters`` are its parameters'
    names; ``iam`` says whether IAM's catalogue was asked anything, ``code`` whether a function's code was followed, and
    ``met`` which names of the user's packs it has. ``claims`` is the code that it has, where someone asks for that.
    """

    seen: Seen
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    nested: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    iam: bool = False
    code: bool = False
    met: frozenset[str] = frozenset()
    claims: "Claims | None" = None


class Asking(NamedTuple):
    """How an application is checked.

    ``heed`` says whether the ignores in its files count; ``excerpts`` and ``mapped`` whether places come with their
    lines, and what was seen with its map; ``claiming`` whether to tell which code it has; ``packs`` is what the user
    says of calls in code. The controls are ``chosen`` where some were selected: then nothing but what they need counts
    of an account. ``named`` are those that were selected by their own names: of these it is told that nobody wished to
    have read what they are about.
    """

    controls: Sequence[Control]
    today: date
    heed: bool = True
    excerpts: bool = True
    mapped: bool = True
    claiming: bool = False
    packs: "Packs | None" = None
    chosen: bool = False
    named: frozenset[str] = frozenset()


def check_application(
    root: Root,
    path: str,
    controls: Sequence[Control],
    pins: Mapping[str, str],
    today: date,
    *,
    heed: bool = True,
    place: str = "",
    excerpts: bool = True,
    mapped: bool = True,
    claiming: bool = False,
    beside: Mapping[str, str] | None = None,
    packs: "Packs | None" = None,
) -> Checked:
    """Checks the application whose main template is ``path``. ``root`` is read by nobody else.

    ``place`` names the template for fingerprints; ``beside`` is what of ``pins`` the configuration beside the template
    gives. The others are as :class:`Asking` has them.

    Raises :class:`hauberk.reading.errors.ReadingError` when the main template can't be read.
    """
    application = read_application(root, path, pins, beside=beside)
    asking = Asking(controls, today, heed, excerpts, mapped, claiming, packs)
    study = Study(application, today, root, packs)
    return _checked(study, root.opened, asking, lambda _, name: (place or path, name), root)


def check_code(root: Root, bare: "Bare", asking: Asking, named: Callable[[str], str]) -> Checked:
    """Checks an application that no template tells of. ``named`` names a path for fingerprints."""
    from hauberk.scan.bare.reading import by_file, read_code, told_by

    application, contents = read_code(root, bare)
    study = Study(application, asking.today, root, asking.packs, contents)
    checked = _checked(study, root.opened, asking, by_file(application, named))
    return checked._replace(seen=checked.seen._replace(handlers=told_by(application)))


def check_account(
    application: Application, sources: Mapping[str, Source], asking: Asking, code: Root | None = None
) -> Checked:
    """Checks an application of a live account. ``sources`` are the texts that its spans are in, by their paths.

    ``code`` is the folder that holds the code of its functions, if it was brought.

    Fingerprints name what is in an account by the account and by its own ARN, which has the region.
    """
    account = application.id.partition("/")[0]

    def named(_: Topic, subject: str) -> tuple[str, str]:
        return (account, subject) if subject else (application.id, "")

    study = Study(application, asking.today, code, asking.packs)
    texts = sources
    if code is not None:
        texts = ChainMap(code.opened, sources)  # type: ignore[arg-type]  # only the first is written into
    return _checked(study, texts, asking, named)


def _checked(
    study: Study, sources: Mapping[str, Source], asking: Asking, place: Naming, root: Root | None = None
) -> Checked:
    application, controls, today = study.application, asking.controls, asking.today
    placing = Placing(sources, lambda: study.hidden, excerpts=asking.excerpts)
    gaps = [_gap(unread, placing) for unread in application.unread]
    entries = tuple(_entries(application, controls, study, placing, gaps, place, asking.named))
    seen = unmapped(application)
    if asking.mapped:
        asked = frozenset(control.name for control in controls)
        more = [control for control in template_controls() if control.name in OPENINGS and control.name not in asked]
        others = _entries(application, more, study, placing, [], place)
        seen = seen_of(application, study, (*entries, *others))
    refused = (f"{application.id}: {given.refused}" for given in application.inputs if given.refused)
    broken = (f"{application.id}: {BROKEN.format(rule)}" for rule in application.broken)
    notes = (*_helpers(application.id, entries), *refused, *broken)
    if asking.heed:
        ignores = inline_ignores(application, sources.values(), study.literals, placing)
        if ignores:
            heads = {r.id: (r.head.path, placing.line_of(r.head)[0]) for r in application.resources.values() if r.head}
            written = {r.id: r.written for r in application.resources.values()}
            entries = apply_inline(entries, ignores, heads, written, today)
            known = frozenset(control.name for control in all_controls())
            notes = (*notes, *complaints(ignores, known, frozenset(control.name for control in controls), today))
    checked = Checked(
        seen,
        entries,
        tuple(gaps),
        notes,
        _parts(application),
        frozenset(application.nested),
        frozenset(given.name for given in application.inputs),
        study.iam,
        study.followed,
        frozenset(study.met),
    )
    if not asking.claiming or root is None:
        return checked
    from hauberk.scan.bare.claims import claims_of

    return checked._replace(claims=claims_of(application, study, root))


def _helpers(path: str, entries: Iterable[Entry]) -> Iterator[str]:
    """What isn't asked of a framework's helpers, counted."""
    left = [entry for entry in entries if entry.reason is not None and entry.reason.code == HELPER]
    if left:
        names = ", ".join(dict.fromkeys(entry.name for entry in left))
        questions = "1 question isn't" if len(left) == 1 else f"{len(left)} questions aren't"
        yield f"{path}: {questions} asked of what the AWS CDK makes for its own use: {names}"


def _parts(application: Application) -> frozenset[str]:
    """Nested stacks, and included files that resources came from."""
    held = {resource.head.path for resource in application.resources.values() if resource.head}
    return frozenset((*application.nested, *held)) - {application.id}


def _entries(
    application: Application,
    controls: Iterable[Control],
    study: Study,
    placing: Placing,
    gaps: list[Gap],
    place: Naming,
    named: frozenset[str] = frozenset(),
) -> Iterator[Entry]:
    topics: dict[type[Subject], list[Topic]] = {}
    names: dict[type[Subject], Names] = {}
    doubting, missing = _doubts(study, named)
    own = _belonging(study) if application.some else None
    for control in controls:
        subject = control.subject
        if subject not in topics:
            seen = _topics(subject, application, study, gaps)
            found = topics[subject] = [topic for topic in seen if own is None or topic.resource in own]
            names[subject] = Names(found)
        for topic in topics[subject]:
            answer = doubting(ask(control, topic, study), control, topic)
            yield _entry(control, topic, answer, study, placing, place, names[subject])
        why = missing(control, topics[subject])
        if why is not None and all(topic.id != application.id for topic in topics[subject]):
            whole = topics_of((Deployment.whole(application),))[0]
            yield _entry(control, whole, Answer(unknown(why), (), ""), study, placing, place, names[subject])


def _belonging(study: Study) -> frozenset[str]:
    from hauberk.scan.belonging import belonging

    return belonging(study.graph)


def _doubts(
    study: Study, named: frozenset[str]
) -> tuple[Callable[[Answer, Control, Topic], Answer], Callable[[Control, Sequence[Topic]], Reason | None]]:
    """What isn't known of an account takes away from a control's answer on a subject, and why there may be more to ask
    it about; a control that is ``named`` is told what nobody wished to have read, too."""
    application = study.application
    if not (application.unlisted or application.unread_parts or application.loose):
        return lambda answer, *_: answer, lambda *_: None
    from hauberk.scan.doubts import doubt_of, doubt_of_parts, doubted, missed, unwished

    def doubting(answer: Answer, control: Control, topic: Topic) -> Answer:
        doubt = doubt_of(control, application, topic.type) or doubt_of_parts(control, study, topic)
        return doubted(answer, doubt)

    def missing(control: Control, topics: Sequence[Topic]) -> Reason | None:
        why = missed(control, application, topics)
        return unwished(control, study) if why is None and control.name in named else why

    return doubting, missing


def _topics(subject: type[Subject], application: Application, study: Study, gaps: list[Gap]) -> list[Topic]:
    """What there is of a kind to ask about; what is too much is a gap."""
    if not subject.may_be_in(application):
        return []
    seen = subject.seeds_in(study) if issubclass(subject, Found) else subject.seeds(application)
    most = MAX_SEEDS if study.application.files else MAX_LIVE_SEEDS
    seeds = list(islice(seen, most + 1))
    found = topics_of(seeds[:most])
    if len(seeds) > most:
        kind = found[0].kind
        text = f"it has more than {most:,} subjects of the kind {kind}; the rest wasn't asked about"
        gaps.append(Gap(application.id, "too-many-subjects", text))
    return found


def _entry(
    control: Control, topic: Topic, answer: Answer, study: Study, placing: Placing, place: Naming, names: Names
) -> Entry:
    verdict = answer.verdict
    state, reason, primary = verdict.state, verdict.reason, verdict.primary
    application, id_ = study.application.id, topic.id
    told = state in TOLD
    entry = Entry(
        control.name,
        control.practice,
        control.severity,
        state,
        application,
        topic.kind,
        id_,
        topic.name,
        primary.says if primary else reason.text if reason else "",
        Identity(control.name, *place(topic, "" if id_ == application else names.name(topic) if told else id_)),
        (),
        reason,
    )
    if not told:
        return entry
    owners = study.graph.owners(topic.resource)
    entry = entry._replace(
        functions=owners,
        condition=answer.condition,
        locations=tuple(_locations(topic, answer, placing)),
        flow=tuple(_flow(verdict, placing)),
        weight=verdict.weight,
        help=(verdict.help or page(control).fix) if state is State.VIOLATED else "",
        labels=tuple(study.application.resources[owner].name for owner in owners),
    )
    resource = study.application.resources.get(topic.resource)
    if study.application.files or resource is None:
        return entry
    from hauberk.scan.dormant import lessened

    return lessened(entry, resource, placing)


def _locations(topic: Topic, answer: Answer, placing: Placing) -> Iterator[Location]:
    """The primary place, then what belongs to it, then where other branches have the same fault."""
    verdict = answer.verdict
    primary = verdict.primary or Annotation(None, verdict.reason.text if verdict.reason else "")
    found = placing.locate(primary, "primary")
    if found is None:
        found = placing.locate(Annotation(topic.head, primary.says), "primary")
    if found is not None:
        yield found
    if primary.origin is None and not verdict.related and not answer.others:
        return
    others = [other.primary for other in answer.others if other.primary]
    more = (*_origins((primary,)), *verdict.related, *(other for other in others if other != primary))
    shown = {primary.span} | {annotation.span for annotation in more}
    written = (origin for origin in _origins(others) if verdict.state is State.VIOLATED and origin.span not in shown)
    for annotation in dict.fromkeys((*more, *written)):
        place = placing.locate(annotation, "related")
        if place is not None:
            yield place


def _flow(verdict: Verdict, placing: Placing) -> Iterator[Location]:
    """The steps from an event to what it does, which comes last and is the primary place."""
    for step in verdict.flow:
        place = placing.locate(step, "primary" if step is verdict.primary else "related")
        if place is not None:
            yield place


def _origins(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Where the values are written that some remarks are about, if it is elsewhere: what a fix edits."""
    for annotation in annotations:
        if annotation.origin is not None and annotation.origin != annotation.span:
            yield Annotation(annotation.origin, WRITTEN)


def _gap(unread: Unread, placing: Placing) -> Gap:
    line, column = placing.line_of(unread.span)
    return Gap(unread.path, unread.code, unread.text, line, column)
