"""The packs of a configuration: what they may say, and what is wrong with them, with its line."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.code.flow.knowledge import RECEIVER, RESULT, Declared, Gives, Passing
from hauberk.code.packs import Packs
from hauberk.code.weaknesses.sinks import Sink
from hauberk.scan.packs import SECTIONS, Listed, PackError, kinds, listed, packs_of
from hauberk.scan.settings import Settings, SettingsError, find_settings
from tests.scan.places import put

FULL = """\
[code.sources]
"ourlib.inbox.next" = {}
"ourlib.current" = { member = true }
"ourweb.App().on" = { arguments = ["request", "ourweb.answer"] }

[code.sinks]
"./lib/db.run" = { kind = "sql-injection", argument = 0, names = ["text"] }
"ourlib.fetch" = [{ kind = "ssrf", part = "start" }, { kind = "log-injection", argument = 1, fields = ["message"], needs = "lines" }]

[code.sanitisers]
"@our/clean/shell.quote" = { cleans = ["command-injection", "validated"] }
"ourlib.check" = { guards = ["*"], tests = ["ssrf"], rejects = ["normal"], argument = 1, names = ["host"] }
"ourlib.inbox.next" = { cleans = ["*"] }

[code.propagators]
"ourlib.copy" = { from = [0, "text", "receiver"], to = 1, gives = "decoded" }
"ourlib.wrap" = [{ from = 0, gives = "same" }, { from = "receiver", to = "receiver" }]
"""  # noqa: E501  a row of a pack stays one line


def test_every_word_is_taken(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": FULL})
    every = frozenset("*")
    assert find_settings(str(tmp_path)).packs == Packs(
        {
            "ourlib.inbox.next": Declared("ourlib.inbox.next", answers=True, cleans=every),
            "ourlib.current": Declared("ourlib.current", holds=True),
            "ourweb.App().on": Declared("ourweb.App().on", calls_back=("request", "ourweb.answer")),
            "lib.db.run": Declared("./lib/db.run", sink=True),
            "ourlib.fetch": Declared("ourlib.fetch", sink=True),
            "@our/clean/shell.quote": Declared(
                "@our/clean/shell.quote", cleans=frozenset(("command-injection", "validated"))
            ),
            "ourlib.check": Declared(
                "ourlib.check",
                guards=every,
                tests=frozenset(("ssrf",)),
                rejects=frozenset(("normal",)),
                argument=1,
                names=("host",),
            ),
            "ourlib.copy": Declared("ourlib.copy", passes=(Passing((0, "text", RECEIVER), 1, Gives.DECODED),)),
            "ourlib.wrap": Declared(
                "ourlib.wrap", passes=(Passing((0,), RESULT, Gives.SAME), Passing((RECEIVER,), RECEIVER))
            ),
        },
        (
            ("lib.db.run", Sink("sql-injection", 0, ("text",), "", "", (), "./lib/db.run")),
            ("ourlib.fetch", Sink("ssrf", None, (), "", "start", (), "ourlib.fetch")),
            ("ourlib.fetch", Sink("log-injection", 1, (), "lines", "", ("message",), "ourlib.fetch")),
        ),
    )


def test_a_table_of_pyproject_says_the_same(tmp_path: Path) -> None:
    put(tmp_path, {"a/hauberk.toml": FULL, "b/pyproject.toml": FULL.replace("[code.", "[tool.hauberk.code.")})
    assert find_settings(str(tmp_path / "a")).packs == find_settings(str(tmp_path / "b")).packs


@pytest.mark.parametrize("text", ["", "code = {}", "[code]"])
def test_without_names_there_are_no_packs(tmp_path: Path, text: str) -> None:
    put(tmp_path, {"hauberk.toml": text})
    assert find_settings(str(tmp_path)) == Settings(file=os.path.realpath(tmp_path / "hauberk.toml"))


def test_the_names_are_listed_by_what_is_said_of_them(tmp_path: Path) -> None:
    put(tmp_path, {"hauberk.toml": FULL})
    found = find_settings(str(tmp_path)).packs
    assert found is not None
    assert list(listed(found)) == [
        Listed("sources", ("ourlib.current", "ourlib.inbox.next", "ourweb.App().on")),
        Listed("sinks", ("./lib/db.run", "ourlib.fetch")),
        Listed("sanitisers", ("@our/clean/shell.quote", "ourlib.check", "ourlib.inbox.next")),
        Listed("propagators", ("ourlib.copy", "ourlib.wrap")),
    ]


@pytest.mark.parametrize(
    ("section", "row", "says"),
    [
        ("sanitizers", '"a.b" = {}', "unknown key 'sanitizers' in code; there are .* Did you mean sanitis"),
        ("sinks", '"a.b" = 3', r"code.sinks: a.b: it is a table or a list of tables, such as \{ kind"),
        ("sinks", '"a.b" = []', r"code.sinks: a.b: it is a table or a list of tables"),
        ("sources", '"a.b" = [{}]', r"code.sources: a.b: it is a table, such as \{\}"),
        ("sinks", '"a.b" = {}', "code.sinks: a.b: it needs a kind"),
        ("sinks", '"a.b" = { kind = 3 }', "it needs a kind"),
        ("sinks", '"a.b" = { kind = "sql-injektion" }', "there is no kind 'sql-injektion'. Did you mean sql-injection"),
        ("sinks", '"a.b" = { kind = "zzz" }', "there is no kind 'zzz'; there are archive-extraction, code-injection"),
        ("sinks", '"a.b" = { kind = "ssrf", argument = "0" }', "argument is the place of an argument, .* not '0'"),
        ("sinks", '"a.b" = { kind = "ssrf", argument = true }', "argument is the place of an argument, .* not True"),
        ("sinks", '"a.b" = { kind = "ssrf", argument = -1 }', "argument is the place of an argument, .* not -1"),
        ("sinks", '"a.b" = { kind = "ssrf", argument = 1.0 }', "argument is the place of an argument, .* not 1.0"),
        ("sinks", '"a.b" = { kind = "ssrf", arguments = 1 }', "unknown key 'arguments'; .* Did you mean argument"),
        ("sinks", '"a.b" = { kind = "ssrf", names = "url" }', "names is a list of texts"),
        ("sinks", '"a.b" = { kind = "ssrf", needs = "shel" }', "there is no needs 'shel'. Did you mean shell"),
        ("sinks", '"a.b" = { kind = "ssrf", part = "end" }', "there is no part 'end'"),
        ("sinks", '"a.*" = { kind = "ssrf" }', "stands for a whole module, which no sink is"),
        ("sources", 'a.b = {}', "a: unknown key 'b'; a name with dots is written in quotes: \"a.b\""),
        ("sources", '"a b" = {}', "a name is that of a function as imports have it"),
        ("sources", '"*" = {}', "a name is that of a function"),
        ("sources", '"*.a.b" = {}', r"behind '\*\.' stands the name of a method"),
        ("sources", '"*.a.*" = {}', r"'\*' stands for a whole module"),
        ("sources", '"a.b" = { member = 1 }', "member is true or false"),
        ("sources", '"a.b" = { arguments = [] }', "arguments is empty"),
        ("sources", '"a.b" = { member = true, arguments = ["request"] }', "a member or something that calls back"),
        ("sanitisers", '"a.b" = {}', "it needs one of cleans, guards, rejects, tests"),
        ("sanitisers", '"a.b" = { cleans = [] }', "cleans is empty"),
        ("sanitisers", '"a.b" = { cleans = ["csrf"] }', "there is no kind 'csrf'. Did you mean ssrf"),
        ("sanitisers", '"a.b" = { clean = ["ssrf"] }', "unknown key 'clean'; .* Did you mean cleans"),
        ("sanitisers", '"a.b" = { cleans = ["ssrf"], argument = 1 }', "argument and names go with guards"),
        ("propagators", '"./a/b" = { from = 1 }\n"a.b" = { from = 1 }', "code.propagators: a.b: it is there twice"),
        ("propagators", '"a.b" = {}', "it needs a from"),
        ("propagators", '"a.b" = { from = [] }', "it needs a from"),
        ("propagators", '"a.b" = { from = "a-b" }', "from is the place of an argument such as 0, its name or"),
        ("propagators", '"a.b" = { from = 0, to = "an answer" }', "to is the place of an argument such as 0"),
        ("propagators", '"a.b" = { from = 0, to = [] }', r"to is the place of an argument, 0 for the first, not \[\]"),
        ("propagators", '"a.b" = { from = 0, gives = "sam" }', "there is no gives 'sam'. Did you mean same"),
        ("propagators", '"a.b" = { from = 0, to = 1, gives = "same" }', "gives = 'same' is about the result"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, section: str, row: str, says: str) -> None:
    text = f'severity = "low"\n[code.sources]\n"a.c" = {{}}\n\n[code.{section}]\n# it comes next\n{row}\n'
    text = text.replace('[code.sources]\n"a.c" = {}\n\n', "") if section == "sources" else text
    put(tmp_path, {"hauberk.toml": text})
    with pytest.raises(SettingsError, match=says) as caught:
        find_settings(str(tmp_path))
    place = os.path.realpath(tmp_path / "hauberk.toml")
    number = text.split("\n").index(f"[code.{section}]" if section not in SECTIONS else row.split("\n")[-1]) + 1
    assert str(caught.value).startswith(f"{place}:{number}: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code = 3", "code is a table"),
        ("code = []", "code is a table"),
        ("code = {sinks = []}", r":1: code.sinks is a table of names"),
        ("code = {sinks = {'a.b' = {}}}", r":1: code.sinks: a.b: it needs a kind"),
        ("[code.sources]\n" + "\n".join(f'"a{n}" = {{}}' for n in range(1001)), "code has more than 1,000 names"),
        (f'[code.sources]\n"{"a" * 201}" = {{}}', "a name is that of a function"),
    ],
)
def test_other_shapes_are_refused_too(tmp_path: Path, text: str, says: str) -> None:
    put(tmp_path, {"hauberk.toml": text})
    with pytest.raises(SettingsError, match=says):
        find_settings(str(tmp_path))


WORDS = st.sampled_from(
    (*SECTIONS, "a.b", "*.a", "a.*", "@a/b.c", "kind", "argument", "names", "from", "to", "member", "cleans", "", "\n")
)
SCALARS = st.one_of(WORDS, st.sampled_from(kinds()), st.integers(-2, 99), st.booleans(), st.floats())
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3))
)


@given(st.one_of(ANYTHING, st.dictionaries(st.sampled_from(SECTIONS), st.dictionaries(WORDS, ANYTHING, max_size=3))))
def test_whatever_is_written_it_is_taken_or_refused(tables: object) -> None:
    found = Packs()
    with suppress(PackError):
        found = packs_of(tables)
    assert {path for path, _ in found.sinks} <= set(found.names)
