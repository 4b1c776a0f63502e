"""All matters of an account, of a snapshot."""

from collections.abc import Iterable
from datetime import date

from hauberk.model.values import Reason
from hauberk.questions.review.access import TYPES as OPENED
from hauberk.questions.review.access import Way, access
from hauberk.questions.review.access import matters as of_access
from hauberk.questions.review.matters import ACCESS, Matter, Matters, ordered
from hauberk.questions.review.policies import TYPES as SAID
from hauberk.questions.review.policies import policies
from hauberk.questions.review.unused import controls, unused
from hauberk.sources.account.applications import applications
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.snapshot import Snapshot
from hauberk.study.study import Study


def facts() -> frozenset[str]:
    """What has to be read of an account for its review."""
    used = (type_ for control in controls().values() for type_ in control.subject.TYPES)
    types = frozenset((*used, *OPENED, *SAID))
    parts = (fact for read in ALL_READS if not read.wished for fact in read.facts if fact.partition(".")[0] in OPENED)
    return types.union(parts)


def matters(snapshot: Snapshot, today: date) -> Matters:
    """What there is to review on a day."""
    found: list[Matter] = []
    unread: dict[str, Reason] = {}
    ways: list[Way] = []

    def take(answers: "Iterable[Matter | tuple[str, Reason]]") -> None:
        for answer in answers:
            if isinstance(answer, Matter):
                found.append(answer)
            else:
                unread.setdefault(*answer)

    for read in applications(snapshot):
        study = Study(read.application, today)
        take(unused(read.application, study))
        for way in access(read.application, study, snapshot.place(read.application.id.partition("/")[2])):
            if isinstance(way, Way):
                ways.append(way)
            else:
                unread.setdefault(ACCESS, way)
        for type_ in OPENED:
            if type_ in read.application.unlisted:
                unread.setdefault(ACCESS, read.application.unlisted[type_])
    if any(snapshot.filters.values()):
        unread.setdefault(ACCESS, Reason("filtered", "the snapshot has some of the functions only"))
    take(policies(snapshot))
    found.extend(of_access(ways))
    return Matters(ordered(found), unread)
