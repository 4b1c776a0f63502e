"""Every kind of place where hostile data does harm has a control that tells of it."""

from hauberk.code.weaknesses.pages import HEADER, HTML, REDIRECT
from hauberk.code.weaknesses.sinks import sinks
from hauberk.practices import all_controls
from hauberk.study.code.reached import Reached


def test_every_kind_has_its_control_and_every_control_a_kind() -> None:
    known = sinks()
    kinds = {sink.kind for table in (known.by_path, known.by_operation) for found in table.values() for sink in found}
    asked = [one.subject.OF for one in all_controls() if issubclass(one.subject, Reached)]
    assert len(asked) == len(set(asked))
    assert set(asked) == kinds | {HEADER, HTML, REDIRECT, "archive-extraction"}
