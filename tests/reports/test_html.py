"""The page: one file, no requests, the application's map in sight. In a real browser, too.

``HAUBERK_BROWSER`` is the path of a Chromium; without it the tests that need one are skipped.
"""

import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.ledger import Ledger
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
    boxes: all("svg.map g").filter(shown).map((box) => box.querySelector("text").textContent),
    arrows: all("svg.map path").filter((arrow) => arrow.getTotalLength() > 0).length,
    first: page.querySelector("svg.map, article").tagName,
    articles: all("article").filter(shown).length,
    marks: all("article mark").map((mark) => mark.textContent),
    overflow: page.documentElement.scrollWidth > page.documentElement.clientWidth,
  });
};
</script>
"""
"""A page that opens a report in a frame and writes down what a person would see. The report's own policy lets it run no
script, so it can't tell itself."""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return shop()


def opened(page: str, folder: Path) -> dict[str, Any]:
    """What a browser makes of a page."""
    if not BROWSER:
        pytest.skip("HAUBERK_BROWSER isn't set to the path of a Chromium")
    (folder / "report.html").write_text(page, encoding="utf-8")
    (folder / "harness.html").write_text(HARNESS, encoding="utf-8")
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
    assert sorted(seen["boxes"]) == ["Orders", "Report", "TakeOrder (5)", "Webhook (1)", "function URL"]
    assert seen["arrows"] == 4
    assert seen["first"] == "svg"
    assert seen["articles"] == len(ledger.findings())
    assert "NONE" in seen["marks"]
    assert not seen["overflow"]


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


def test_it_forbids_itself_everything_but_its_style(ledger: Ledger) -> None:
    page = report(ledger, "html")
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert policy == ["default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; img-src data:"]
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_it_tells_what_is_unknown_unread_and_noted(ledger: Ledger) -> None:
    page = report(ledger, "html")
    assert "ReportUrl: parameter ReportAuth has no default" in page
    assert "<code>main.tf</code>: Hauberk doesn&#x27;t read Terraform yet" in page
    assert "the ignore of wildcard-action is no longer needed" in page
