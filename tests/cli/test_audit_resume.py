"""An audit that ends before its time keeps what it read, and another one goes on with that."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hauberk.cli import audit
from hauberk.cli.key_file import make_key
from hauberk.lab.account.account import Account
from hauberk.lab.account.server import embedded_account
from hauberk.model.tokens import tokens_in
from hauberk.reading.jail import Root
from hauberk.sources.account.calling.collecting import Interruption
from hauberk.sources.account.calls import Call, Data, Unread
from hauberk.sources.account.reading import Reading, carry_out
from hauberk.sources.account.snapshot import Snapshot, read_snapshot
from tests.cli.accounts import functions, user
from tests.cli.running import Ran, run
from tests.cli.test_interrupted import heeding_interrupts

FILE = "account.snapshot"
SELECTED = ("--select", "public-function-permission")
ASKED = ("--region", "eu-west-1", *SELECTED)
REGIONS = ("--region", "eu-west-1,us-east-1")
LISTS = "lambda:ListFunctions"


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """Eight functions."""
    with embedded_account() as found:
        functions(found, "eu-west-1", **{f"f{number}": {} for number in range(8)})
        yield found


def begun(account: Account, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The command in another process, so slow that it has to be waited for."""
    command = [sys.executable, "-m", "hauberk", "audit", "--endpoint-url", account.endpoint, *ASKED, "--share=4"]
    return subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **user(account)},
    )


def until(holds: "object") -> None:
    """Waits until a file is there."""
    assert isinstance(holds, Path)
    end = time.monotonic() + 30
    while not (holds.exists() and holds.read_bytes().count(b"\n") > 3):
        assert time.monotonic() < end, "it never got so far"
        time.sleep(0.05)


def resumed(account: Account, folder: Path, *arguments: str) -> Ran:
    told = user(account)
    return run(folder, "audit", "--endpoint-url", account.endpoint, *arguments, "--format=json", environment=told)


def snapshot(file: Path, *, cut: bool = False) -> Snapshot:
    return read_snapshot(Root(file.parent).read_bytes(file.name), cut=cut)


def whole(account: Account, folder: Path) -> Snapshot:
    """What an audit reads that nobody interrupts."""
    assert resumed(account, folder, *ASKED, "--save=whole.snapshot").code in (0, 1)
    return snapshot(folder / "whole.snapshot")


def calls(ran: Ran) -> int:
    """How many requests were made."""
    return sum(json.loads(ran.out)["summary"]["calls"].values())


def read(found: Snapshot) -> list[Call]:
    return [made for made, answer in found.answers.items() if isinstance(answer, Data)]


def test_an_interrupt_keeps_what_was_read_and_says_how_to_go_on(account: Account, tmp_path: Path) -> None:
    process = begun(account, tmp_path, f"--save={FILE}")
    until(tmp_path / f"{FILE}.part")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    first, second = err.splitlines()
    kept = snapshot(tmp_path / FILE)
    assert (
        first == f"hauberk: it was interrupted; {len(read(kept))} answers were read, and are kept in {FILE}. To go on:"
    )
    assert second.startswith(f"hauberk:   hauberk audit --resume {FILE} --endpoint-url http://127.0.0.1:")
    assert second.endswith("--share 4 --select public-function-permission")
    assert not (tmp_path / f"{FILE}.part").exists()
    codes = {answer.code for answer in kept.answers.values() if isinstance(answer, Unread)}
    assert codes == {"interrupted"}

    ran = resumed(account, tmp_path, "--resume", FILE, "--select", "public-function-permission")
    uninterrupted = whole(account, tmp_path)
    assert calls(ran) == len(uninterrupted.answers) - len(read(kept))
    assert list(snapshot(tmp_path / FILE).lines())[1:] == list(uninterrupted.lines())[1:]


def test_who_is_killed_loses_little(account: Account, tmp_path: Path) -> None:
    process = begun(account, tmp_path, f"--save={FILE}")
    journal = tmp_path / f"{FILE}.part"
    until(journal)
    process.kill()
    process.communicate(timeout=60)
    assert not (tmp_path / FILE).exists()
    assert journal.stat().st_mode & 0o777 == 0o600
    known = len(read(snapshot(journal, cut=True)))
    assert known >= 3

    ran = resumed(account, tmp_path, "--resume", FILE, "--select", "public-function-permission")
    uninterrupted = whole(account, tmp_path)
    assert calls(ran) == len(uninterrupted.answers) - known
    assert list(snapshot(tmp_path / FILE).lines())[1:] == list(uninterrupted.lines())[1:]
    assert not journal.exists()


def test_a_journal_whose_last_line_is_cut_off_is_gone_on_with(account: Account, tmp_path: Path) -> None:
    lines = list(whole(account, tmp_path).lines())
    (tmp_path / f"{FILE}.part").write_text("".join(lines[:4]) + lines[4][:20], encoding="utf-8")
    ran = resumed(account, tmp_path, "--resume", FILE, "--select", "public-function-permission")
    assert calls(ran) == len(lines) - 4
    assert list(snapshot(tmp_path / FILE).lines())[1:] == lines[1:]


def test_the_journal_itself_may_be_named(account: Account, tmp_path: Path) -> None:
    lines = list(whole(account, tmp_path).lines())
    (tmp_path / f"{FILE}.part").write_text("".join(lines[:4]), encoding="utf-8")
    resumed(account, tmp_path, "--resume", f"{FILE}.part", "--select", "public-function-permission")
    assert list(snapshot(tmp_path / FILE).lines())[1:] == lines[1:]
    assert not (tmp_path / f"{FILE}.part").exists()


def test_what_was_not_to_be_saved_is_kept_all_the_same(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Interruption("interrupt", "it was interrupted")
    monkeypatch.setattr(audit, "carry_out", lambda *asked: carry_out(*asked)._replace(ended=ended))
    ran = resumed(account, tmp_path, *ASKED)
    assert (ran.code, ran.out) == (130, "")
    assert "are kept in hauberk-interrupted.snapshot" in ran.err
    assert "hauberk audit --resume hauberk-interrupted.snapshot" in ran.err
    assert snapshot(tmp_path / "hauberk-interrupted.snapshot").account == account.id


def test_who_has_read_nothing_leaves_nothing(account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Reading(
        Snapshot("aws", account.id, ("eu-west-1",), "", frozenset(), {}), {}, Interruption("expired", "x")
    )
    monkeypatch.setattr(audit, "carry_out", lambda *_: nothing)
    ran = resumed(account, tmp_path, *ASKED)
    assert (ran.code, ran.out, ran.err) == (4, "", "hauberk: x; 0 answers were read\n")
    assert not list(tmp_path.iterdir())


def test_nothing_that_was_read_is_asked_again(account: Account, tmp_path: Path) -> None:
    first = resumed(account, tmp_path, *ASKED, f"--save={FILE}")
    again = resumed(account, tmp_path, "--resume", FILE, "--select", "public-function-permission")
    assert "calls" not in json.loads(again.out)["summary"]
    assert json.loads(again.out)["verdicts"] == json.loads(first.out)["verdicts"]


def test_a_snapshot_is_gone_on_with_as_it_was_begun(account: Account, tmp_path: Path) -> None:
    resumed(account, tmp_path, *ASKED, "--functions=f1", f"--save={FILE}")
    other = resumed(account, tmp_path, "--resume", FILE, "--functions=f2")
    assert (other.code, "is of other functions" in other.err) == (2, True)
    elsewhere = resumed(account, tmp_path, "--resume", FILE, "--region=us-east-1")
    assert (elsewhere.code, "is of eu-west-1: leave --region out" in elsewhere.err) == (2, True)
    same = resumed(account, tmp_path, "--resume", FILE, "--select", "public-function-permission")
    assert snapshot(tmp_path / FILE).filters == {"functions": ["f1"]}
    assert {verdict["subject"]["label"] for verdict in json.loads(same.out)["verdicts"]} <= {"f1"}


def test_the_account_has_to_be_the_same(account: Account, tmp_path: Path) -> None:
    found = whole(account, tmp_path)
    (tmp_path / FILE).write_bytes(found._replace(account="444455556666").packed())
    ran = resumed(account, tmp_path, "--resume", FILE)
    assert ran.code == 2
    assert "the snapshot is of account 444455556666, and these credentials are of 111122223333" in ran.err


def test_what_is_no_snapshot_is_not_gone_on_with(account: Account, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}\n", encoding="utf-8")
    ran = resumed(account, tmp_path, "--resume", FILE)
    assert (ran.code, ran.err) == (2, f"hauberk: {FILE} can't be gone on with: it isn't a snapshot of an account\n")


def with_variables(account: Account, folder: Path, *arguments: str) -> Snapshot:
    """An audit of two regions that ended before the second one: in each a function with the same variable."""
    ran = resumed(account, folder, *REGIONS, *SELECTED, f"--save={FILE}", *arguments)
    assert ran.code in (0, 1)
    found = snapshot(folder / FILE)
    ended = Unread("interrupted", "it was interrupted")
    second = dict.fromkeys((made for made in found.answers if made.region == "us-east-1"), ended)
    (folder / FILE).write_bytes(found._replace(answers={**found.answers, **second}).packed())
    return found


@pytest.fixture(scope="module")
def regions() -> Iterator[Account]:
    with embedded_account() as found:
        for region in ("eu-west-1", "us-east-1"):
            functions(found, region, orders={})
            found.client("lambda", region).update_function_configuration(
                FunctionName="orders", Environment={"Variables": {"TITLE": "orders of the shop"}}
            )
        yield found


def titles(found: Snapshot) -> list[str]:
    """The values of the variable, as they are kept."""
    listed = [
        answer.content for made, answer in found.answers.items() if made.api == LISTS and isinstance(answer, Data)
    ]
    return [one["Environment"]["Variables"]["TITLE"] for content in listed for one in content["Functions"]]


def test_a_snapshot_has_one_key_though_nobody_kept_the_first(regions: Account, tmp_path: Path) -> None:
    """Equal values of its two parts are equal."""
    first = with_variables(regions, tmp_path)
    ran = resumed(regions, tmp_path, "--resume", FILE, *SELECTED)
    assert "values that were concealed under a key that isn't given (--key-file) are asked for again" in ran.err
    found = snapshot(tmp_path / FILE)
    assert found.key != first.key
    (title,) = set(titles(found))
    assert [place.token.key for place in tokens_in(title)] == [found.key]
    assert calls(ran) < len(found.answers)


def test_under_the_same_key_nothing_is_asked_again(regions: Account, tmp_path: Path) -> None:
    first = with_variables(regions, tmp_path, "--key-file=key")
    ran = resumed(regions, tmp_path, "--resume", FILE, *SELECTED, "--key-file=key")
    assert "asked for again" not in ran.err
    found = snapshot(tmp_path / FILE)
    assert (found.key, found.answers) == (first.key, first.answers)
    assert calls(ran) == sum(made.region == "us-east-1" for made in found.answers)


def test_a_key_file_that_is_not_the_snapshots_is_refused(regions: Account, tmp_path: Path) -> None:
    with_variables(regions, tmp_path, "--key-file=key")
    before = (tmp_path / FILE).read_bytes()
    missing = resumed(regions, tmp_path, "--resume", FILE, *SELECTED, "--key-file=other")
    assert (missing.code, "there is no other" in missing.err) == (2, True)
    assert not (tmp_path / "other").exists()
    make_key(str(tmp_path / "other"))
    ran = resumed(regions, tmp_path, "--resume", FILE, *SELECTED, "--key-file=other")
    assert (ran.code, "was concealed under another key than that of other" in ran.err) == (2, True)
    assert (tmp_path / FILE).read_bytes() == before
