"""What small questions tell: about letters, places, pieces, signatures, and what several facts say together."""

import string

import pytest

from hauberk.code.flow.alphabets import CONSTANTS, alphabet
from hauberk.code.flow.files import filled_by
from hauberk.code.flow.implied import HOSTLESS, INSIDE, RELATIVE, SCHEMELESS, implied, lacking
from hauberk.code.flow.items import of_items, one_by_one
from hauberk.code.flow.patterns import PATHS, kinds_of_alphabet, kinds_of_match, kinds_of_no_match
from hauberk.code.flow.pieces import cleaned_piece
from hauberk.code.flow.places import by_call, by_equality, by_membership, by_passing, by_truth
from hauberk.code.flow.removal import over_lines
from hauberk.code.flow.rewritten import rewritten
from hauberk.code.flow.signatures import SIGNED, signed
from hauberk.code.flow.taint import CLEAN, Taint, decoded
from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Symbol,
    Value,
    just,
)

HOSTILE = frozenset((Taint("event.q"),))
Q = just(Input("event", "q"), HOSTILE)


def text(value: str | None) -> Value:
    return just(Literal(value))


def call(path: str, *given: Value) -> Result:
    return Result(Symbol(path), Arguments(given))


def method(of: Atom, name: str, *given: Value) -> Result:
    return Result(Member(of, name), Arguments(given))


def test_facts_say_more_together_than_each_by_itself() -> None:
    assert implied(INSIDE | RELATIVE) >= PATHS
    assert not PATHS & (implied(INSIDE) | implied(RELATIVE))
    assert "open-redirect" in implied(HOSTLESS | SCHEMELESS)
    assert "open-redirect" not in implied(HOSTLESS)
    assert "xpath-injection" in implied(lacking("'\""))
    assert "xpath-injection" not in implied(lacking("'"))


@pytest.mark.parametrize(
    ("value", "letters"),
    [
        (text("abc"), frozenset("abc")),
        (just(call("builtins.set", text(string.digits))), frozenset(string.digits)),
        (just(Sequence((text("abc"),))), None),
        (Q, None),
        (text(""), None),
    ],
)
def test_the_letters_of_a_text_or_of_a_set_of_them(value: Value, letters: frozenset[str] | None) -> None:
    assert alphabet(value) == letters


def test_the_constants_are_those_of_python() -> None:
    known = {f"string.{name}": getattr(string, name) for name in string.__all__}
    assert {path: value for path, value in known.items() if isinstance(value, str)} == CONSTANTS


def test_a_text_of_some_letters_does_as_much_harm_as_these() -> None:
    assert kinds_of_alphabet(frozenset("abc")) == {"*"}
    assert "command-injection" in kinds_of_alphabet(frozenset("abc."))
    assert "command-injection" not in kinds_of_alphabet(frozenset("abc;"))
    assert kinds_of_no_match(r"[^a-z0-9-]") == {"*"}
    assert "command-injection" not in kinds_of_no_match(r"[;|]")


def test_a_pattern_over_lines_tells_nothing_of_the_whole() -> None:
    flags = just(Member(Symbol("re"), "MULTILINE"))
    assert over_lines(flags)
    assert not over_lines(just(Member(Symbol("re"), "ASCII")))
    assert not over_lines(None)
    assert kinds_of_match("^[a-z]+$") == {"*"}
    assert not kinds_of_match("^[a-z]+$", lines=True)
    assert kinds_of_match(r"\A[a-z]+\Z", lines=True) == {"*"}


def test_parts_of_an_address_tell_of_the_whole() -> None:
    parsed = call("urllib.parse.urlparse", Q)
    assert list(by_truth(just(Member(parsed, "netloc"), HOSTILE), False)) == [(Q, HOSTLESS)]
    assert list(by_truth(just(Member(parsed, "netloc"), HOSTILE), True)) == []
    assert list(by_truth(just(Member(parsed, "path"), HOSTILE), False)) == []
    address = call("ipaddress.ip_address", just(Member(parsed, "hostname"), HOSTILE))
    told = list(by_truth(just(Member(address, "is_private"), HOSTILE), False))
    assert Q in [value for value, kinds in told if "ssrf" in kinds]
    assert list(by_truth(just(Member(address, "is_private"), HOSTILE), True)) == []
    assert list(by_truth(just(Member(address, "is_loopback"), HOSTILE), False)) == []


def test_parts_of_a_path_tell_of_the_whole_once_it_is_resolved() -> None:
    resolved = frozenset((Taint("event.q", frozenset(("normal",))),))
    path = method(call("pathlib.Path", Q), "resolve")
    root = just(call("pathlib.Path", text("/mnt")))
    parents = Member(path, "parents")
    assert list(by_membership(root, just(parents, resolved), True)) == [(just(path, resolved), PATHS)]
    assert list(by_membership(root, just(parents, HOSTILE), True)) == []
    assert list(by_membership(Q, just(parents, resolved), True)) == []
    assert list(by_passing(Member(path, "relative_to"), resolved)) == [(just(path, resolved), PATHS)]
    assert list(by_passing(Member(path, "relative_to"), HOSTILE)) == []
    assert list(by_equality(just(Member(path, "parent"), resolved))) == [(just(path, resolved), PATHS)]
    assert list(by_call(Symbol("os.path.isabs"), Q, CLEAN, False)) == [(Q, RELATIVE)]
    assert list(by_call(Symbol("os.path.isabs"), Q, CLEAN, True)) == []


def test_the_piece_that_cant_have_the_separator() -> None:
    last = method(Input("event", "q"), "rsplit", text("/"), just(Literal(1)))
    assert cleaned_piece(last, -1) >= PATHS
    assert not cleaned_piece(last, 0)
    assert cleaned_piece(call("os.path.split", Q), 1) == PATHS
    assert not cleaned_piece(call("os.path.split", Q), 0)


def test_what_is_written_anew() -> None:
    q = Input("event", "q")
    assert "log-injection" in rewritten(
        Member(q, "translate"), Arguments((just(Record((("10", text(None)), ("13", text(None))))),)), HOSTILE
    )
    assert not rewritten(Member(q, "translate"), Arguments((just(Record((("9", text(None)),))),)), HOSTILE) & {
        "log-injection"
    }
    parts = (text("https"), text("api.example.com"), Q, text(""), text(""))
    assert "ssrf" in rewritten(Symbol("urllib.parse.urlunsplit"), Arguments((just(Sequence(parts)),)), HOSTILE)
    theirs = (text("https"), Q, text("/"), text(""), text(""))
    assert not rewritten(Symbol("urllib.parse.urlunsplit"), Arguments((just(Sequence(theirs)),)), HOSTILE)


def test_a_signature_vouches_for_what_it_was_made_of() -> None:
    made = method(call("hmac.new", text("key"), Q), "hexdigest")
    given = Arguments((just(made, HOSTILE), text("signature")))
    assert (Q, SIGNED) in list(signed(Symbol("hmac.compare_digest"), given, True))
    assert not list(signed(Symbol("hmac.compare_digest"), given, False))
    assert not list(signed(Symbol("operator.eq"), given, True))
    inside = decoded(frozenset((Taint("event.q", SIGNED),)))
    assert all("unsafe-deserialisation" in one.cleaned for one in inside)
    assert not any(
        "unsafe-deserialisation" in one.cleaned
        for one in decoded(frozenset((Taint("event.q", frozenset(("unsafe-deserialisation",))),)))
    )


def test_a_file_holds_what_was_written_into_it() -> None:
    opened = call("builtins.open", text("/tmp/x"), text("wb"))
    names = dict(filled_by(Member(opened, "write"), Arguments((Q,))))
    assert names[Literal("/tmp/x")] == HOSTILE
    assert not dict(filled_by(Member(opened, "write"), Arguments((text("x"),))))
    assert not dict(filled_by(Member(opened, "read"), Arguments((Q,))))


def test_a_loop_tells_of_all_items_what_it_asked_of_each() -> None:
    item = just(Input("event", "names", "*"), HOSTILE)
    other = just(Input("event", "other"), HOSTILE)
    facts = {item: frozenset("*"), other: frozenset("*")}
    assert of_items(item, facts) == {item: frozenset("*")}
    assert of_items(text("a"), facts) == {}
    assert one_by_one(just(Sequence((text("a"), text("b"))))) == (text("a"), text("b"))
    assert one_by_one(just(Sequence((), text("a")))) is None
    assert one_by_one(Q) is None
