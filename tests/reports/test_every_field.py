"""The door, field by field: a ledger whose every text is hostile, in every format.

``test_door`` plants the same in a template; here nothing depends on which texts of a template come through.
"""

import json
import re
import xml.etree.ElementTree as Tree
from html.parser import HTMLParser

import pytest

from hauberk.model.foreign import Foreign
from hauberk.model.ledger import Edge, Entry, Gap, Identity, Ledger, Location, Node, Seen, Suppression
from hauberk.model.values import Reason
from hauberk.model.verdict import Severity, State
from hauberk.reports import door
from hauberk.reports.formats import FORMATS
from tests.reports.shop import report

SECRETS = (
    "AKIAQWERTYUIOPASDFGH",
    "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB",
    "sk_live_0123456789abcdefghij",
    "xoxb-0123456789-abcdefghij",
    "hunter2hunter2",
)
TRICKS = (
    "\x1b[2J\x1b[31m",  # ANSI
    "\x9b31m",  # the same in one byte
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",  # OSC 8
    "\x1b]0;title\x07",
    "\r\x08\x7f\x00",
    "\u202e\u2066\u200b\u00ad\ufeff\u2028\u2029\x85",  # bidirectional, invisible, line breaks of Unicode
    "\U000e0041\ud83d",  # a tag, half a surrogate pair
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "]]><!--&amp;&#x202e;",
    "\n::error file=a::planted\n  ::stop-commands::planted\n##[add-mask]planted\n##vso[task.planted]",
    "[planted](javascript:alert(1)) ![planted](http://evil.example/x.png) <http://evil.example> @everyone",
    "\n# planted\n\n| a | b |\n```\nplanted\n```\n<b>planted</b>",
    "`planted` ``planted``",
    "{{planted}} ${{ secrets.PLANTED }} %0A::error::planted",
    "=cmd|'/c calc'!A1",
    f" {SECRETS[0]} {SECRETS[1]} {SECRETS[2]} {SECRETS[3]} password={SECRETS[4]} https://u:{SECRETS[4]}@example.com",
)
EVIL = "::error::planted" + "".join(TRICKS)
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def _entry(state: State, suppressed: bool = False, placed: bool = True) -> Entry:
    place = Location(EVIL, 1, 2, 1, 9, "primary", EVIL, EVIL)
    return Entry(
        control="function-url-without-auth",
        practice=1,
        severity=Severity.CRITICAL,
        state=state,
        application=EVIL,
        kind=EVIL,
        subject=EVIL,
        name=EVIL,
        message=EVIL,
        identity=Identity("function-url-without-auth", EVIL, EVIL),
        functions=(EVIL,),
        reason=Reason("not-known", EVIL),
        condition=EVIL,
        locations=(place, place._replace(role="related")) if placed else (),
        flow=(place,),
        help=EVIL,
        suppressed=Suppression("comment", EVIL, EVIL, EVIL) if suppressed else None,
        labels=(EVIL,),
    )


LEDGER = Ledger(
    applications=(
        Seen(
            EVIL,
            "AWS SAM",
            1,
            2,
            0,
            (EVIL, EVIL),
            (
                Node(EVIL, "function", EVIL, EVIL),
                Node(f"{EVIL}2", "store", EVIL, EVIL),
                Node("internet", "internet", EVIL, EVIL),
            ),
            (Edge(EVIL, f"{EVIL}2", EVIL, "wide"), Edge("internet", EVIL, EVIL, "open")),
        ),
    ),
    entries=(
        *(_entry(state) for state in State),
        _entry(State.VIOLATED, placed=False),
        _entry(State.VIOLATED, suppressed=True),
    ),
    gaps=(Gap(EVIL, "not-a-template", EVIL, 3, 4), Gap(EVIL, "unreadable", EVIL)),
    notes=(EVIL,),
    asked=frozenset({1}),
    foreign=(
        Foreign(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL),
        Foreign(
            EVIL, f"{EVIL}2", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, told_by=(_entry(State.VIOLATED).fingerprint,)
        ),
    ),
)
FINDINGS, GAPS, NOTES = 2, 2, 1

in_every_format = pytest.mark.parametrize("format_", FORMATS)


def texts(thing: object) -> list[str]:
    """Every text in a ledger, however deep."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, (tuple, list)):
        return [text for item in thing for text in texts(item)]
    return []


def test_the_door_lets_no_text_of_the_ledger_pass_by() -> None:
    excerpts = {location.text for entry in door.ledger(LEDGER).entries for location in entry.locations}
    for text in texts(door.ledger(LEDGER)):
        assert not any(secret in text for secret in SECRETS)
        if text not in excerpts:  # whose lines and columns have to stay until they are shown
            assert not ACTING.search(text)


def test_the_door_changes_nothing_that_is_harmless() -> None:
    harmless = "Größe: 3 m², 日本語, emoji 🚀, a::b, # comment, 100%, [x], <y>"
    assert door.line(harmless) == harmless


@in_every_format
@pytest.mark.parametrize("verbose", [True, False])
def test_no_secret(format_: str, verbose: bool) -> None:
    text = report(LEDGER, format_, verbose=verbose)
    assert not [secret for secret in SECRETS if secret in text]


@in_every_format
def test_no_character_that_acts_or_hides(format_: str) -> None:
    assert not ACTING.search(report(LEDGER, format_, verbose=True))


def test_the_terminal_gets_no_colours_but_ours() -> None:
    for quiet in (True, False):
        text = report(LEDGER, "text", coloured=True, quiet=quiet, verbose=not quiet)
        assert not ACTING.search(re.sub(r"\x1b\[[0-9;]*m", "", text))
        assert "\x1b[2J" not in text


@in_every_format
def test_no_line_is_a_command_to_the_machine_that_prints_it(format_: str) -> None:
    """GitHub's runner takes ``::`` after white space, and it and Azure's take ``##[`` and ``##vso[`` in any place."""
    for quiet in (True, False):
        text = report(LEDGER, format_, quiet=quiet, verbose=not quiet)
        assert not re.search(r"##\w*\[", text)
        commands = [line for line in text.splitlines() if re.match(r"\s*::(?!> )", line)]  # "::>" is our own arrow
        if format_ == "github":
            assert len(commands) == FINDINGS + GAPS + NOTES
            form = r"::((error|warning) file=[^:,]*,?[^:]*|notice title=Hauberk)::"
            assert all(re.match(form, line) for line in commands)
        else:
            assert commands == []


def test_github_properties_hold_no_separator() -> None:
    for line in report(LEDGER, "github").splitlines()[: FINDINGS + GAPS]:
        properties = line.split("::")[1].partition(" ")[2].split(",")
        assert {pair.partition("=")[0] for pair in properties} <= {"file", "line", "endLine", "col", "title"}


@pytest.mark.parametrize("format_", ["json", "sarif", "gitlab"])
def test_json_can_be_read_again(format_: str) -> None:
    text = report(LEDGER, format_)
    assert json.loads(text)
    text.encode("utf-8")


def test_sarif_has_no_link_in_a_message() -> None:
    """``[text](target)`` in a SARIF message is a link (SARIF 2.1.0, 3.11.6)."""
    found = json.loads(report(LEDGER, "sarif"))["runs"][0]
    messages = [one["message"]["text"] for one in found["results"]]
    messages += [place["message"]["text"] for one in found["results"] for place in one.get("relatedLocations", ())]
    messages += [
        step["location"]["message"]["text"]
        for one in found["results"]
        for flow in one["codeFlows"]
        for step in flow["threadFlows"][0]["locations"]
    ]
    messages += [one["message"]["text"] for one in found["invocations"][0]["toolExecutionNotifications"]]
    assert len(messages) > FINDINGS + GAPS
    assert not [text for text in messages if "](" in text]


def test_junit_can_be_read_again_and_has_no_element_but_ours() -> None:
    root = Tree.fromstring(report(LEDGER, "junit"))
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "error",
    }


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links.update(value or "" for name, value in attrs if name == "href")


def test_the_page_has_no_element_and_no_attribute_that_acts() -> None:
    elements = Elements()
    elements.feed(report(LEDGER, "html"))
    assert not elements.tags & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "form",
        "base",
        "b",
        "foreignobject",
    }
    assert {name for name in elements.attributes if name.startswith("on")} == set()
    assert not elements.attributes & {"src", "srcset", "action", "xlink:href", "style"}
    assert elements.links
    assert all(re.fullmatch(r"#[a-z0-9]+", link) for link in elements.links)  # places of the page itself


def test_markdown_has_no_link_picture_tag_or_mention() -> None:
    """Code spans are set aside first: what stands in them is shown as it is."""
    text = report(LEDGER, "markdown")
    bare = re.sub(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert "planted" in bare
    assert not re.search(r"(?<!\\)[\[<@!]", bare)
    assert [line for line in bare.splitlines() if line.startswith("#") and "planted" not in line]
    assert not [line for line in text.splitlines() if re.match(r"\s*(# planted|\| a|```)", line)]
