"""What a control looks at, held against what its verdicts really change with."""

from collections.abc import Iterator

import pytest

from hauberk.model.application import Application
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import needed_by
from hauberk.reading.jail import Root
from hauberk.scan.asking import ask
from hauberk.scan.doubts import doubt_of, doubted
from hauberk.scan.topic import topics_of
from hauberk.sources.cloudformation.reader import read_application
from hauberk.sources.pins import pins_beside
from hauberk.study.found import Found
from hauberk.study.study import Study
from tests.practices.cases import TODAY, Case, cases
from tests.practices.unread import DENIED, without

PACKAGES = sorted({control.module.split(".")[2] for control in all_controls()})
SURE = (State.SATISFIED, State.VIOLATED, State.NOT_APPLICABLE)


def of(package: str) -> Iterator[tuple[Case, Application, Root]]:
    """The cases of one practice, read."""
    for case in cases("failing", "passing", "unknown"):
        if case.control.module.split(".")[2] == package:
            root = Root(case.path.parent)
            beside = pins_beside(root, case.path.name)
            yield case, read_application(root, case.path.name, beside, beside=beside), root


def verdicts(control: Control, application: Application, root: Root) -> dict[str, tuple[str, State]]:
    """The type and the state of each subject, with what wasn't read taken off."""
    study, subject = Study(application, TODAY, root), control.subject
    if not subject.may_be_in(application):
        return {}
    seeds = subject.seeds_in(study) if issubclass(subject, Found) else subject.seeds(application)
    return {
        topic.id: (
            topic.type,
            doubted(ask(control, topic, study), doubt_of(control, application, topic.type)).verdict.state,
        )
        for topic in topics_of(seeds)
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_what_was_not_read_makes_an_answer_unknown_or_leaves_it_as_it_is(package: str) -> None:
    """No resource of a type was read, and its list is unread: nothing is said that isn't so."""
    wrong = []
    for case, application, root in of(package):
        control = case.control
        before = verdicts(control, application, root)
        for type_ in sorted({one.type for one in application.resources.values() if "AWS::" in one.type}):
            after = verdicts(control, without(application, type_, {type_: DENIED}), root)
            for id_, (about, state) in before.items():
                now = after.get(id_, (about, State.UNKNOWN))[1]
                # records are as hostile as their producers, and all the more where these aren't known
                worse = issubclass(control.subject, Found) and now is State.VIOLATED
                if about != type_ and now not in (state, State.UNKNOWN) and not worse:
                    wrong.append((case.id, id_, type_, state.value, now.value))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_said_for_sure_that_hangs_on_an_unread_list(package: str) -> None:
    for case, application, root in of(package):
        control = case.control
        for type_ in sorted({one for types in needed_by(control.name).hangs.values() for one in types}):
            application.unlisted = {type_: DENIED}
            for id_, (about, state) in verdicts(control, application, root).items():
                assert type_ not in needed_by(control.name).hung_on(about) or state not in SURE, (case.id, id_, type_)
