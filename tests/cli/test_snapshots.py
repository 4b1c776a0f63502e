"""A snapshot is checked like any application, beside others, and says what the audit said."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

import hauberk
from hauberk.practices import all_controls
from hauberk.practices.needs import needs_of
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calls import GLOBAL, Data, Unread, call
from hauberk.sources.account.snapshot import Snapshot
from tests.account.shop import FUNCTION, TEMPLATE, URLS, changed, opened, shop
from tests.cli.running import Ran, run

REPORTS = Path(hauberk.__file__).parent / "reports"
URL = f"{FUNCTION}#Url"
OPEN = opened()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.hauberk").write_bytes(OPEN.packed())
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def asked(folder: Path, *arguments: str, command: str = "check") -> Ran:
    return run(folder, command, *arguments, "--isolated") if command == "check" else run(folder, command, *arguments)


def test_it_says_what_the_audit_said(folder: Path) -> None:
    done = asked(folder, "shop.hauberk", "--format", "json", "--allow-unread")
    document = json.loads(done.out)
    validator_for(schema := json.loads((REPORTS / "report.schema.json").read_text()))(schema).validate(document)
    audited = check_snapshot(OPEN, Asking(all_controls(), date.today(), heed=False))
    assert [(one["control"], one["subject"]["id"], one["verdict"]) for one in document["verdicts"]] == [
        (entry.control, entry.subject, entry.state.value) for entry in audited.entries
    ]
    assert done.code == 1


def test_it_is_asked_as_of_the_day_on_which_it_was_taken(folder: Path) -> None:
    """A runtime that AWS supports today has ended by then, and the findings have that time."""
    (folder / "then.hauberk").write_bytes(OPEN._replace(taken="2039-11-30T12:00:00+00:00").packed())
    ask = ("--select", "deprecated-runtime", "--exit-zero", "--format")
    assert json.loads(asked(folder, "shop.hauberk", *ask, "json").out)["verdicts"][0]["verdict"] == "satisfied"
    assert json.loads(asked(folder, "then.hauberk", *ask, "json").out)["verdicts"][0]["verdict"] == "violated"
    findings = json.loads(asked(folder, "then.hauberk", *ask, "asff").out)
    assert {one["UpdatedAt"] for one in findings} == {"2039-11-30T12:00:00.000Z"}
    events = json.loads(asked(folder, "then.hauberk", *ask, "ocsf").out)
    assert {one["time"] for one in events} == {2_206_267_200_000}


def test_it_stands_beside_templates(folder: Path) -> None:
    document = json.loads(asked(folder, ".", "shop.hauberk", "--format", "json").out)
    assert [one["path"] for one in document["summary"]["applications"]] == ["template.yaml", "111122223333/eu-west-1"]
    assert [
        one["path"] for one in json.loads(asked(folder, ".", "--format", "json").out)["summary"]["applications"]
    ] == ["template.yaml"], "a snapshot is read where it is named"


def test_it_is_known_by_its_bytes_whatever_it_is_called(folder: Path) -> None:
    (folder / "kept.json.gz").write_bytes(OPEN.packed())
    (folder / "plain.txt").write_text("".join(OPEN.lines()), encoding="utf-8")
    whole = asked(folder, "shop.hauberk", "--format", "json").out
    for name in ("kept.json.gz", "plain.txt"):
        assert asked(folder, name, "--format", "json").out == whole
    given = run(folder, "check", "-", "--isolated", "--format", "json", stdin=OPEN.packed())
    assert given.out == whole


def test_controls_are_selected(folder: Path) -> None:
    done = asked(folder, "shop.hauberk", "--select", "function-url-without-auth", "-q")
    assert done.out.splitlines()[0] == (
        f"{URL}: critical[function-url-without-auth] URL of shop-Orders: anyone on the internet can invoke the"
        " function, without credentials"
    )


def test_no_line_stands_behind_an_arn(folder: Path) -> None:
    for format_ in ("text", "markdown", "html", "junit"):
        out = asked(folder, "shop.hauberk", "--select", "function-url-without-auth", "--format", format_).out
        assert URL in out
        assert f"{URL}:" not in out.replace(f"{URL}: A function URL", "")


def test_formats_of_files_name_no_file(folder: Path) -> None:
    ask = ("shop.hauberk", "--select", "function-url-without-auth", "--format")
    (result,) = json.loads(asked(folder, *ask, "sarif").out)["runs"][0]["results"]
    assert result["locations"] == [
        {"logicalLocations": [{"name": "URL of shop-Orders", "fullyQualifiedName": URL, "kind": "resource"}]}
    ]
    assert asked(folder, *ask, "github").out.startswith("::error title=A function URL answers anyone")
    assert f"::{URL}: anyone" in asked(folder, *ask, "github").out
    (issue,) = (one for one in json.loads(asked(folder, *ask, "gitlab").out) if one["severity"] == "blocker")
    assert issue["location"]["path"] == URL
    (verdict,) = json.loads(asked(folder, *ask, "json").out)["verdicts"]
    (place,) = verdict["locations"]
    assert (place["arn"], place["account"], place["region"]) == (FUNCTION, "111122223333", "eu-west-1")


def test_a_baseline_knows_its_findings(folder: Path) -> None:
    made = asked(folder, "shop.hauberk", "-o", "known.json", command="baseline")
    assert made.code == 0, made.err
    assert asked(folder, "shop.hauberk", "--baseline", "known.json").code == 0
    (folder / "later.hauberk").write_bytes(OPEN._replace(taken="2026-12-24T00:00:00+00:00").packed())
    assert asked(folder, "later.hauberk", "--baseline", "known.json").code == 0, "an ARN stays what it is"


@pytest.mark.parametrize("subject", ["URL of shop-*", f"{FUNCTION}*", "arn:aws:lambda:*:*:function:shop-Orders#Url"])
def test_the_configuration_switches_off_by_arn_and_by_name(folder: Path, subject: str) -> None:
    reason = 'reason = "checks the sender"'
    (folder / "hauberk.toml").write_text(
        f'ignores = [{{ control = "function-url-without-auth", subject = "{subject}", {reason} }}]\n', encoding="utf-8"
    )
    ask = ("check", "shop.hauberk", "--select", "function-url-without-auth")
    assert run(folder, *ask).code == 0
    assert run(folder, *ask, "--no-ignores").code == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (OPEN.packed()[:-30], "cut off"),
        (gzip.compress(b"{}\n"), "isn't a snapshot"),
        (gzip.compress(b"\0" * 50_000_000), "line 1 isn't JSON"),
        ("".join(OPEN.lines()).replace('"version":1', '"version":7').encode(), "version 7"),
        ("".join(OPEN.lines()).encode() + b'{"call":3}\n', "lacks a text"),
        ("".join(OPEN.lines()).encode() + b"[" * 10_000 + b"\n", "isn't JSON"),
    ],
    ids=["cut", "other", "zeros", "newer", "types", "deep"],
)
def test_what_is_damaged_is_not_read_and_costs_nothing_else(folder: Path, data: bytes, text: str) -> None:
    (folder / "bad.hauberk").write_bytes(data)
    document = json.loads(asked(folder, "bad.hauberk", "shop.hauberk", "--format", "json").out)
    (gap,) = document["unread"]
    assert gap["path"] == "bad.hauberk"
    assert text in gap["text"]
    assert document["verdicts"]
    assert asked(folder, "bad.hauberk").code == 4


@pytest.mark.parametrize("wrong", ["null", "5", '"text"', "[]", "[[]]", '{"a": {"b": []}}', "[{}]", "[null]"])
def test_answers_of_wrong_types_break_nothing(folder: Path, wrong: str) -> None:
    """Whatever an answer's members are, the snapshot is checked."""
    lines = list(OPEN.lines())
    for number, line in enumerate(lines[1:], 1):
        content = json.loads(line)
        for name in content.get("data", ()):
            damaged = {**content, "data": {**content["data"], name: json.loads(wrong)}}
            text = "".join((*lines[:number], json.dumps(damaged) + "\n", *lines[number + 1 :]))
            (folder / "bad.hauberk").write_text(text, encoding="utf-8")
            document = json.loads(asked(folder, "bad.hauberk", "--format", "json").out)
            assert document["unread"] == [], (name, wrong)


def test_a_million_lines_are_read(folder: Path) -> None:
    line = '{"call":"lambda:GetFunction","region":"eu-west-1","with":{"FunctionName":"f%d"},"missing":"Gone"}\n'
    head, *_ = OPEN.lines()
    (folder / "long.hauberk").write_bytes(
        gzip.compress((head + "".join(line % number for number in range(200_000))).encode(), 1)
    )
    done = asked(folder, "long.hauberk", "--select", "function-url-without-auth", "--format", "json")
    assert json.loads(done.out)["unread"] == []


def test_drift_tells_it_in_a_sentence(folder: Path) -> None:
    (folder / "before.hauberk").write_bytes(shop().packed())
    after = changed(URLS, lambda content: content["FunctionUrlConfigs"][0].update(AuthType="NONE"))
    (folder / "after.hauberk").write_bytes(after.packed())
    done = run(folder, "drift", "before.hauberk", "after.hauberk")
    assert done.code == 1
    assert done.out.splitlines()[0] == (
        "critical: URL of shop-Orders: who may call it (AuthType) was AWS_IAM, and is now NONE"
    )
    assert done.out.endswith("1 difference that matters, in 6 resources that both have\n")
    document = json.loads(run(folder, "drift", "before.hauberk", "after.hauberk", "--format", "json").out)
    validator_for(schema := json.loads((REPORTS / "drift.schema.json").read_text()))(schema).validate(document)
    assert len(document["differences"]) == 1


def test_drift_from_a_template(folder: Path) -> None:
    (folder / "shop.hauberk").write_bytes(shop().packed())
    done = run(folder, "drift", "template.yaml", "shop.hauberk")
    assert (done.code, done.err) == (0, "")
    assert "nothing differs that matters, in 5 resources that both have" in done.out
    gone = run(folder, "drift", "template.yaml", "nothing.hauberk")
    assert gone.code == 2
    assert "there is no file" in gone.err


def test_drift_compares_what_is_global_in_a_region_that_both_have(folder: Path) -> None:
    """Roles stand in the first region that was read, which needn't be the same of both."""
    regions = ("us-east-1", "eu-west-1")
    wider = {
        call(made.service, made.operation, "us-east-1", **made.parameters): Data({})
        for made in shop().answers
        if made.region != GLOBAL and not made.arguments
    }
    other = shop(regions=regions, answers={**shop().answers, **wider})
    (folder / "before.hauberk").write_bytes(shop().packed())
    (folder / "wider.hauberk").write_bytes(other.packed())
    done = run(folder, "drift", "before.hauberk", "wider.hauberk", "--allow-unread")
    assert (done.code, "is gone" in done.out) == (0, False), done.out
    done = run(folder, "drift", "wider.hauberk", "before.hauberk", "--allow-unread")
    assert (done.code, "is new" in done.out) == (0, False), done.out


def test_drift_refuses_accounts_that_were_read_of_other_functions(folder: Path) -> None:
    (folder / "some.hauberk").write_bytes(shop(filters={"functions": ["other-*"]}).packed())
    done = run(folder, "drift", "shop.hauberk", "some.hauberk")
    assert done.code == 2
    assert "read with other --functions, --tags or --stack" in done.err


# -- what is counted follows what is asked

DETECTORS, BUSES = "guardduty:ListDetectors", "events:ListEventBuses"
BUS_TYPES = frozenset(("AWS::Events::EventBus", "AWS::Events::EventBusPolicy", "AWS::Events::Rule"))
OF_BUSES = ",".join(control.name for control in all_controls() if not BUS_TYPES.isdisjoint(needs_of(control.name)))


def with_gaps() -> Snapshot:
    """The account of which two lists weren't read: one that AWS's own findings need too, and one that controls alone
    need."""
    denied = {
        call(service, operation, "eu-west-1"): Unread("access-denied", f"AWS denied {api}", api)
        for api in (DETECTORS, BUSES)
        for service, operation in (api.split(":"),)
    }
    return OPEN._replace(answers={**OPEN.answers, **denied}, asked=OPEN.asked | {DETECTORS, BUSES})


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        ((), (DETECTORS, BUSES)),
        (("--ignore", "function-url-without-auth"), (DETECTORS, BUSES)),
        (("--ignore", OF_BUSES), (DETECTORS,)),
        (("--select", "function-url-without-auth"), ()),
        (("--select", "function-url-without-auth,guardduty-detector-off"), (DETECTORS,)),
    ],
)
def test_what_was_not_read_counts_where_something_that_is_asked_needs_it(
    folder: Path, options: tuple[str, ...], counted: tuple[str, ...]
) -> None:
    (folder / "gaps.hauberk").write_bytes(with_gaps().packed())
    document = json.loads(asked(folder, "gaps.hauberk", *options, "--format", "json").out)
    assert sorted(one["text"] for one in document["unread"]) == sorted(f"AWS denied {api}" for api in counted)


# -- what nobody wished to have read

SAMPLED = "log-group-holds-secrets"


def test_what_was_not_sampled_is_unknown_to_who_asks_by_name(folder: Path) -> None:
    done = asked(folder, "shop.hauberk", "--select", SAMPLED, "--fail-on", "unknown", "--format", "json")
    (verdict,) = json.loads(done.out)["verdicts"]
    assert (verdict["verdict"], done.code) == ("unknown", 1)
    assert verdict["message"] == "it wasn't read: `hauberk audit` does that with --sample-logs alone"


@pytest.mark.parametrize("options", [(), ("--select", "3"), ("--ignore", SAMPLED)])
def test_nothing_is_said_of_it_otherwise(folder: Path, options: tuple[str, ...]) -> None:
    document = json.loads(asked(folder, "shop.hauberk", *options, "--format", "json").out)
    assert SAMPLED not in {one["control"] for one in document["verdicts"]}


def test_what_was_sampled_is_judged(folder: Path) -> None:
    made = call("logs", "FilterLogEvents", "eu-west-1", logGroupName="/aws/lambda/shop-Orders", startTime=0, limit=9)
    sample = Data({"Events": 4, "Secrets": {"AWS access key": 2}})
    sampled = OPEN._replace(answers={**OPEN.answers, made: sample}, asked=OPEN.asked | {"logs:FilterLogEvents"})
    (folder / "sampled.hauberk").write_bytes(sampled.packed())
    document = json.loads(asked(folder, "sampled.hauberk", "--select", SAMPLED, "--format", "json").out)
    assert [one["message"] for one in document["verdicts"]] == ["its events hold AWS access key (2)"]


@pytest.mark.parametrize(
    ("control", "whose"), [("handler-not-found", "its code"), ("code-injection", "the code of functions")]
)
def test_code_that_was_not_brought_is_unknown_to_who_asks_by_name(folder: Path, control: str, whose: str) -> None:
    document = json.loads(asked(folder, "shop.hauberk", "--select", control, "--format", "json").out)
    assert [(one["verdict"], one["message"]) for one in document["verdicts"]] == [
        ("unknown", f"{whose} isn't here: `hauberk audit --code` follows it")
    ]
    everything = json.loads(asked(folder, "shop.hauberk", "--select", "8", "--format", "json").out)["verdicts"]
    assert "code-injection" not in {one["control"] for one in everything}
