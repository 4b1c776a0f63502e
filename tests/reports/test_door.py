"""Nothing hostile and no secret gets out, through any format."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.reports import door
from hauberk.reports.formats import FORMATS, render
from hauberk.reports.junit import escape
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles
from hauberk.scan.pipeline import Plan, check
from tests.reports.shop import OCCASION

SECRET = "AKIAQWERTYUIOPASDFGH"
PASSWORD = "Gr33nParcel!2021-canary"
BIDI, INVISIBLE = "\u202e", "\u200b"
PAGE = "</script><script>alert(1)</script>"
COMMAND = "::error file=a::planted"

HOSTILE = f"""\
Description: "{BIDI}{PAGE} {SECRET}"
Parameters:
  "Token{BIDI}":
    Type: String
    Default: "{SECRET}"
Resources:
  "Orders{BIDI}{PAGE}":
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: "\\e[31m{COMMAND}"
      Role: "arn:aws:iam::111122223333:role/\\e]8;;http://x\\a{INVISIBLE}"
      Runtime: "python2.7\\e[2J"
      Environment:
        Variables:
          "DB_PASSWORD": "{PASSWORD}"
          "KEY\\u2028": "{SECRET}"
          "API_TOKEN\\e[0m": "{SECRET}"
  "Url\\n{COMMAND}":
    Type: AWS::Lambda::Url
    Properties: {{ AuthType: "NONE", TargetFunctionArn: "{PAGE}" }}
  Open:
    Type: AWS::Lambda::Url
    Properties:
      AuthType: NONE # {SECRET} {BIDI}
  "[link](javascript:alert(1))":
    Type: AWS::SQS::Queue
    Properties: {{ SqsManagedSseEnabled: false }}
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder: Path = tmp_path_factory.mktemp("hostile") / f"app\n{COMMAND}{BIDI}\x1b[31m"
    folder.mkdir()
    (folder / "template.yaml").write_text(HOSTILE, encoding="utf-8")
    (folder / "broken.json").write_text('{"Resources": {"A": {"Type": "AWS::' + BIDI, encoding="utf-8")
    found = check(Plan(paths=(str(folder),)))
    assert found.findings()
    assert found.gaps
    return found


def rendered(ledger: Ledger, format_: str) -> str:
    return render(ledger, format_, Titles(all_controls()), Style(False), quiet=False, verbose=True, occasion=OCCASION)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_secret_gets_out(ledger: Ledger, format_: str) -> None:
    text = rendered(ledger, format_)
    assert SECRET not in text
    assert PASSWORD not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_no_character_acts_or_hides(ledger: Ledger, format_: str) -> None:
    hostile = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]"
    assert not re.findall(hostile, rendered(ledger, format_))


def test_every_character_leaves_xml_well_formed() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    written = f'<a b="{escape(door.line(everything))}">{escape(door.text(everything))}</a>'
    assert ElementTree.fromstring(written).get("b")


def test_noncharacters_are_shown_as_escapes() -> None:
    assert door.text("a\ufdd0\ufffe\uffff\U0010ffffé") == "a\\ufdd0\\ufffe\\uffff\\U0010ffffé"


def test_no_line_is_a_command_of_the_host_but_ours(ledger: Ledger) -> None:
    for line in rendered(ledger, "github").splitlines():
        assert "planted" not in line.partition("::")[0]
        if line.startswith("::"):
            assert re.match(r"::(error|warning|notice) file=", line)
            assert not line.startswith(COMMAND)


def test_the_page_holds_no_script_of_the_template(ledger: Ledger) -> None:
    page = rendered(ledger, "html")
    assert PAGE not in page
    assert "alert(1)</script>" not in page
    assert not re.findall(r"""\ssrc=|href=["']?javascript:|<link|@import|url\(""", page)


TOKEN = "hauberk:concealed:1:github-token:fs:0123456789abcdef:00112233445566778899aabbccddeeff"


def test_what_is_concealed_is_told_in_words(tmp_path: Path) -> None:
    """A token is no secret, and nothing to read: no format shows one, and what it stands for is told."""
    template = f"""Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Role: arn:aws:iam::111122223333:role/orders
      Environment: {{ Variables: {{ API_TOKEN: "{TOKEN}", "{TOKEN}": "x" }} }}
"""
    (tmp_path / "template.yaml").write_text(template)
    raw = check(Plan(paths=(str(tmp_path),)))
    for format_ in FORMATS:
        assert "hauberk:concealed:" not in rendered(raw, format_), format_
    shown = rendered(raw, "text")
    assert "(concealed: a GitHub token)" in shown
    assert "API_TOKEN holds a GitHub token" in shown


def test_places_in_a_line_with_a_token_stay_what_they_are() -> None:
    assert door.line(f"a {TOKEN} b") == "a (concealed: a GitHub token) b"
    assert len(door._masked(f"a {TOKEN} b")) == len(f"a {TOKEN} b")
