"""The page: one file, no requests, the application's map in sight. In a real browser, too.

``HAUBERK_BROWSER`` is the path of a Chromium; without it the tests that need one are skipped.
"""

import base64
import hashlib
import json
import os
import re
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.ledger import Identity, Ledger
from tests.reports.shop import report, shop
from tests.reports.test_every_field import LEDGER

BROWSER = os.environ.get("HAUBERK_BROWSER", "")

HARNESS = """\
<!doctype html>
<iframe id="frame" src="report.html" width="1200" height="900"></iframe>
<pre id="seen"></pre>
<script>
const shown = (element) => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
document.getElementById("frame").onload = () => {
  const frame = document.getElementById("frame").contentWindow, page = frame.document;
  const all = (selector) => [...page.querySelectorAll(selector)];
  document.getElementById("seen").textContent = JSON.stringify({
    title: page.title,
    scripts: all("script").length,
    ran: Boolean(frame.planted),
    requests: frame.performance.getEntriesByType("resource").map((entry) => entry.name),
    boxes: all("svg.map g").filter(shown).map((box) =>
      [...box.querySelectorAll("text")].map((text) => text.textContent).join("|")),
    arrows: all("svg.map > path").filter((arrow) => arrow.getTotalLength() > 0).map((arrow) => arrow.textContent),
    first: page.querySelector("svg.map, article").tagName,
    articles: all("article").filter(shown).length,
    marks: all("article mark").map((mark) => mark.textContent),
    overflow: page.documentElement.scrollWidth > page.documentElement.clientWidth,
    words: all(".words").filter((table) => table.checkVisibility({ contentVisibilityAuto: true })).length,
    astray: all("a[href^='#']").filter((link) => !page.getElementById(link.getAttribute("href").slice(1))).length,
    doubled: all("[id]").length - new Set(all("[id]").map((element) => element.id)).size,
    filtered: ACT,
  });
};
</script>
"""
"""A page that opens a report in a frame and writes down what a person would see. The report's own policy lets it run no
script, so it can't tell itself."""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return shop()


def opened(page: str, folder: Path, width: int = 1200, act: str = "null") -> dict[str, Any]:
    """What a browser of some width makes of a page. ``act`` is what else to do there, and what to tell of it."""
    if not BROWSER:
        pytest.skip("HAUBERK_BROWSER isn't set to the path of a Chromium")
    (folder / "report.html").write_text(page, encoding="utf-8")
    harness = HARNESS.replace("1200", str(width)).replace("ACT", act)
    (folder / "harness.html").write_text(harness, encoding="utf-8")
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",  # CI runs as root, where Chromium's own sandbox doesn't start; the page is ours
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--allow-file-access-from-files",
            f"--user-data-dir={folder / 'profile'}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--virtual-time-budget=5000",
            "--dump-dom",
            (folder / "harness.html").as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    seen = Seen()
    seen.feed(done.stdout)
    found: dict[str, Any] = json.loads(seen.text)
    return found


class Seen(HTMLParser):
    """The text of the harness's ``pre``."""

    text = ""
    _inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_a_person_sees_the_map_and_then_the_findings(ledger: Ledger, tmp_path: Path) -> None:
    seen = opened(report(ledger, "html"), tmp_path)
    assert seen["title"] == "Hauberk report"
    assert sorted(seen["boxes"]) == [
        "Anyone|on the internet, or in AWS",
        "Orders|1 medium",
        "Report|",
        "TakeOrder|2 critical, 1 high",
        "Webhook|1 low",
        "function URL|1 critical|open",
        "function URL|of Report|open?",
        "function URL|of Webhook|open",
    ]
    assert sorted(seen["arrows"]) == [
        "always",
        "may use it",
        "parameter ReportAuth has no default",
        *["synchronous"] * 3,
        "when Stage is test",
    ]
    assert seen["first"] == "svg"
    assert seen["articles"] == len(ledger.findings())
    assert "NONE" in seen["marks"]
    assert not seen["overflow"]
    assert seen["astray"] == 0
    assert seen["doubled"] == 0


def test_on_a_narrow_screen_the_map_is_told_in_words(ledger: Ledger, tmp_path: Path) -> None:
    page = report(ledger, "html")
    assert (opened(page, tmp_path)["words"], opened(page, tmp_path, 420)["words"]) == (0, 1)
    narrow = opened(page, tmp_path, 420)
    assert narrow["boxes"] == []
    assert not narrow["overflow"]


def test_filters_hide_findings_and_the_heads_of_empty_groups(ledger: Ledger, tmp_path: Path) -> None:
    untick = """(() => {
      const left = () => [all("article").filter(shown).length, all(".group").filter(shown).length];
      const tick = (name, on) => { page.getElementById("show-" + name).checked = on; };
      const whole = left();
      ["high", "medium", "low"].forEach((name) => tick(name, false));
      const critical = left();
      ["high", "medium", "low"].forEach((name) => tick(name, true));
      page.getElementById("practice").value = "4";
      return [whole, critical, left()];
    })()"""
    findings = ledger.findings()
    critical = [entry for entry in findings if entry.severity.value == "critical"]
    fourth = [entry for entry in findings if entry.practice == 4]
    seen = opened(report(ledger, "html"), tmp_path, act=untick)["filtered"]
    assert [row[0] for row in seen] == [len(findings), len(critical), len(fourth)]
    assert [row[1] for row in seen] == [len({one.functions for one in them}) for them in (findings, critical, fourth)]


def test_what_concerns_several_functions_at_one_place_is_told_once(ledger: Ledger) -> None:
    found = ledger.findings()[0]
    second = found._replace(identity=Identity("x", "y", "z"), functions=("Other",), labels=("Shop/Other",))
    page = report(ledger._replace(entries=(found._replace(labels=("Shop/One",)), second)), "html")
    assert page.count("<article") == 1
    assert "<h3>Several functions" in page
    assert "Concerns Shop/One, Shop/Other." in page
    assert found.fingerprint in page
    assert second.fingerprint in page


def test_advice_has_no_backticks(ledger: Ledger) -> None:
    """Neither in fixes nor in what the controls' pages say; what stood between them is code, and nothing else."""
    (entry,) = ledger.findings()[:1]
    one = ledger._replace(entries=(entry._replace(help="call `shlex.quote(<name>)`, not ` alone"),))
    page = report(one, "html")
    assert "<strong>Fix:</strong> call <code>shlex.quote(&lt;name&gt;)</code>, not ` alone</p>" in page


def test_it_asks_nobody_for_anything(ledger: Ledger, tmp_path: Path) -> None:
    assert opened(report(ledger, "html"), tmp_path)["requests"] == []


def test_nothing_hostile_runs_or_fetches(tmp_path: Path) -> None:
    seen = opened(report(LEDGER, "html"), tmp_path)
    assert seen["title"] == "Hauberk report"
    assert not seen["ran"]
    assert seen["scripts"] == 0
    assert seen["requests"] == []


def test_nothing_hostile_runs_even_without_the_policy(tmp_path: Path) -> None:
    """The policy is a second lock; the first one holds alone."""
    page = report(LEDGER, "html")
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert bare != page
    seen = opened(bare.replace("alert(1)", "(window.planted=1)"), tmp_path)
    assert not seen["ran"]
    assert seen["scripts"] == 0
    assert seen["requests"] == []


def test_the_browser_tests_would_notice(tmp_path: Path) -> None:
    """A page in which a script does run, and a picture is asked for."""
    hostile = '<script>window.planted = 1</script><img src="http://evil.example/x.png"><svg class="map"></svg><article>'
    seen = opened(f"<!doctype html><title>x</title>{hostile}", tmp_path)
    assert seen["ran"]
    assert seen["scripts"] == 1
    assert seen["requests"] == ["http://evil.example/x.png"]


@pytest.mark.parametrize("which", ["shop", "hostile"])
def test_it_forbids_itself_everything_but_its_style(ledger: Ledger, which: str) -> None:
    page = report(ledger if which == "shop" else LEDGER, "html")
    (sheet,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert [unescape(text) for text in found] == [policy]
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r"planted|url\(|@import", sheet)


def test_it_tells_what_is_unknown_unread_and_noted(ledger: Ledger) -> None:
    page = report(ledger, "html")
    assert "ReportUrl: parameter ReportAuth has no default" in page
    assert "<code>main.tf</code>: Hauberk doesn&#x27;t read Terraform yet" in page
    assert "the ignore of wildcard-action is no longer needed" in page
