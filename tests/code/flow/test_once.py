"""What is done once is followed once, and what is too much to follow is told."""

from textwrap import dedent

from hauberk.code import python
from hauberk.code.flow.follower import Follower
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.values import Input, Literal, Text, Value
from hauberk.code.hostility import hostile
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.reading.source import Source

STEPS = 10_000


def followed(text: str, steps: int = STEPS) -> Follower:
    """A follower that has followed the handler of a program of Python."""
    file = python.read(Source("app.py", dedent(text).encode()))
    program = Program(("app.py",), ("",), lambda _: file)
    follower = Follower(program, Lookup(knowledge("python")), hostile, steps)
    follower.follow("app.py", "handler")
    return follower


def joined(text: str) -> list[str | tuple[str, ...]]:
    """The pieces of the text that a program gives to ``os.system``: as they are written, or the part of the event."""
    called = next(followed(text).record.of("os.system"))
    only = called.arguments.plain[0].only
    if isinstance(only, Literal):
        return [str(only.value)]
    assert isinstance(only, Text)
    return [_told(piece) for piece in only.pieces]


def _told(piece: str | Value) -> str | tuple[str, ...]:
    if isinstance(piece, str):
        return piece
    assert isinstance(piece.only, Input)
    return piece.only.path


def test_a_call_in_a_condition_is_made_once() -> None:
    """Both ways go on from what it did, and asking what it tells doesn't do it again."""
    assert joined("""
        import os
        def handler(event, context):
            parts = ["ls "]
            if parts.append(event["name"]) or len(parts) > event["least"]:
                pass
            os.system("".join(parts))
    """) == ["ls ", ("event", "name")]


def test_a_call_in_a_condition_is_made_anew_in_each_round_of_a_loop() -> None:
    calls = followed("""
        import os
        def handler(event, context):
            name = "a"
            for _ in event["many"]:
                if os.system(name) and event["more"]:
                    break
                name = event["name"]
    """).record.of("os.system")
    assert Input("event", "name") in {atom for called in calls for atom in called.arguments.plain[0].atoms}


def test_a_loop_is_gone_through_until_a_round_brings_nothing() -> None:
    """The first round makes each name, the second gives each the same again: there is no third."""
    body = "\n".join(f"        made{number} = os.getlogin(one)" for number in range(100))
    start = "import os\ndef handler(event, context):\n"
    once = followed(f"{start}    if event['names']:\n        one = event['names'][0]\n{body}\n")
    loop = followed(f"{start}    for one in event['names']:\n{body}\n")
    assert not loop.record.lost
    assert 1.8 < (STEPS - loop.left) / (STEPS - once.left) < 2.2


def test_a_round_that_knows_less_of_the_same_names_is_followed_by_another() -> None:
    """What was checked before the loop is forgotten where something failed: the second round sees what that lets in."""
    calls = followed("""
        import os
        def handler(event, context):
            name = event["name"]
            if not name.isdigit():
                return
            for one in event["many"]:
                pass
            for one in event["many"]:
                os.system(name)
                try:
                    other()
                except ValueError:
                    pass
    """).record.of("os.system")
    assert any(taint.cleaned == frozenset() for one in calls for taint in one.arguments.plain[0].taint)


def test_what_is_too_much_to_follow_is_told_and_what_came_before_it_counts() -> None:
    many = "\n".join(f"    os.system(event['n{number}'])" for number in range(100))
    text = f"import os\ndef handler(event, context):\n{many}\n"
    found = followed(text, steps=200).record
    assert [lost.code for lost in found.lost] == ["budget"]
    assert 20 < len(found.calls) < 100
    everything = followed(text).record
    assert not everything.lost
    assert len(everything.calls) == 100
    assert everything.calls[: len(found.calls)] == found.calls
