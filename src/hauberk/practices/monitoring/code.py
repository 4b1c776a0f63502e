"""What functions' code writes to the log."""

from hauberk.model.verdict import MEDIUM, Verdict
from hauberk.practices.checks import unless_helper
from hauberk.practices.control import control
from hauberk.study.code.stated import Stated, stated
from hauberk.study.study import Study


@control("event-in-log", practice=4, severity=MEDIUM, subject=stated("event-in-log"))
def event_in_log(line: Stated, study: Study) -> Verdict:
    """Code writes whole events to the log.

    An event of an API holds the caller's headers with their token or cookie, and all that they typed: names, addresses,
    passwords. A message holds whatever its sender put there. In the log it is kept for longer, and read by more people,
    than where it belongs.

    Attack: who may read logs takes a caller's token out of a line and calls the API as them.

    Safe when: events hold nothing but numbers and names of the application's own.

    Fix: write the few fields that are needed to find a mistake, such as the request's id and route. Switch log_event
    off, and leave out paths where a middleware writes (omitPaths).

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
    - https://cwe.mitre.org/data/definitions/532.html
    """
    return unless_helper(line) or line.judged(study)


CONTROLS = (event_in_log,)
