"""The calls of a plan, made; the answers, concealed, kept."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, call
from hauberk.sources.account.reads import Read

Ask = Callable[[Call, Read], Answer]


def collect(reads: Sequence[Read], regions: Iterable[str], ask: Ask) -> dict[Call, Answer]:
    """What came of every call that some reads make in some regions, in the order of the plan."""
    found: dict[Call, Answer] = {}
    for read in reads:
        for region in (GLOBAL,) if read.anywhere else regions:
            for made in calls_of(read, Answers(found, region)):
                if made not in found:
                    found[made] = ask(made, read)
    return found


def calls_of(read: Read, answers: Answers) -> Iterator[Call]:
    """The calls of a read in a region, by what was answered there before."""
    each = ({},) if read.each is None else read.each(answers)
    for arguments in each:
        yield call(read.service, read.operation, answers.region, **{**read.arguments, **arguments})
