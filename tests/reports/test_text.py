"""The report for a person: what is told once, what is folded, what comes first, and how it fits."""

import re
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity
from hauberk.practices import all_controls
from hauberk.reports.fitting import width
from hauberk.reports.formats import render
from hauberk.reports.style import Style
from hauberk.reports.titles import Titles
from hauberk.scan.pipeline import Plan, check
from tests.reports.live import LIVE
from tests.scan.places import put

FUNCTIONS = [f"Worker{number}" for number in range(10)]
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Handler: app.handler
    Environment: { Variables: { LOG_LEVEL: DEBUG } }
Resources:
  Backlog: { Type: AWS::SQS::Queue, Properties: { SqsManagedSseEnabled: false } }
""" + "".join(
    f"  {name}: {{ Type: AWS::Serverless::Function, Properties: {{ CodeUri: src/ }} }}\n" for name in FUNCTIONS
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return check(Plan(base=str(put(tmp_path_factory.mktemp("text"), {"template.yaml": TEMPLATE}))))


@pytest.fixture(scope="module")
def demo() -> Ledger:
    import hauberk

    return check(Plan(base=str(Path(hauberk.__file__).parent / "demo" / "vulnerable"), shown="demo"))


def text(ledger: Ledger, *, columns: int = 120, quiet: bool = False, verbose: bool = False) -> list[str]:
    style = Style(False, columns)
    return render(ledger, "text", Titles(all_controls()), style, quiet=quiet, verbose=verbose).splitlines()


def test_what_one_line_of_globals_brings_about_is_told_once(ledger: Ledger) -> None:
    found = [entry for entry in ledger.findings() if entry.control == "debug-mode-in-environment"]
    assert len(found) == 10
    lines = text(ledger)
    assert sum("[debug-mode-in-environment]" in line for line in lines) == 1
    assert "── Shared by 10 functions" in "\n".join(lines)
    assert f"  = for: 10 functions: {', '.join(FUNCTIONS)}" in lines


def test_functions_are_called_by_their_labels(ledger: Ledger) -> None:
    entries = (one._replace(labels=tuple(f"Shop/{name}" for name in one.functions)) for one in ledger.entries)
    lines = text(ledger._replace(entries=tuple(entries)))
    assert any(line.startswith(f"  = for: 10 functions: Shop/{FUNCTIONS[0]}, Shop/") for line in lines)
    assert any("10 functions: Shop/Worker0, Shop/Worker1 and 8 more" in line for line in lines)


def test_what_is_low_takes_a_line_for_each_control(ledger: Ledger) -> None:
    low = {entry.control for entry in ledger.findings() if entry.severity is Severity.LOW}
    lines = [line for line in text(ledger) if line.startswith("low ")]
    assert sorted(line.split()[1] for line in lines) == sorted(low)
    assert "10 functions: Worker0, Worker1 and 8 more (template.yaml:9:3)" in next(
        line for line in lines if "function-without-tracing" in line
    )


def test_verbose_tells_what_is_low_in_full(ledger: Ledger) -> None:
    assert sum("low[function-without-tracing]" in line for line in text(ledger, verbose=True)) == 10


def test_quiet_tells_each_finding_in_a_line_with_its_subject_the_worst_first(demo: Ledger) -> None:
    *lines, last = text(demo, quiet=True)
    assert len(lines) == len(demo.findings())
    assert len(set(lines)) == len(lines)
    assert last.startswith(f"{len(lines)} violated")
    ranks = ["critical", "high", "medium", "low"]
    weights = {(entry.control, entry.name, entry.message): entry.weight for entry in demo.findings()}
    found = [re.match(r"(.*?):(\d+):(\d+): (\w+)\[(.+?)\] (.*)", line) for line in lines]
    told = [(m, next(w for (c, n, s), w in weights.items() if (c, f"{n}: {s}") == (m[5], m[6]))) for m in found if m]
    order = [(ranks.index(m[4]), -weight, m[1], int(m[2]), int(m[3])) for m, weight in told]
    assert len(order) == len(lines)
    assert order == sorted(order)
    assert len({weight for _, weight in told}) > 2


def test_functions_come_first_and_then_resources_by_name(demo: Ledger) -> None:
    titles = [line[3:].rstrip("─ ") for line in text(demo) if line.startswith("── ")]
    functions = {node.id for node in demo.applications[0].nodes if node.kind == "function"}
    kinds = [
        "f" if t in functions else "s" if t.startswith("Shared") else "l" if t.startswith("Low") else "r"
        for t in titles
    ]
    assert "".join(kinds) == "".join(sorted(kinds, key="fsrl".index))
    assert {"LabelQueue", "parameter DatabasePassword", "Operators"} <= set(titles)
    assert len(titles) == len(set(titles))


def test_within_a_group_the_worst_is_first(demo: Ledger) -> None:
    ranks = ["critical", "high", "medium"]
    for group in "\n".join(text(demo)).split("── ")[1:]:
        found = [ranks.index(severity) for severity in re.findall(r"^(critical|high|medium)\[", group, re.MULTILINE)]
        assert found == sorted(found)


def test_it_ends_with_what_to_begin_with(demo: Ledger) -> None:
    lines = text(demo)
    begin = lines.index("Begin with")
    assert "critical  function-url-without-auth" in "\n".join(lines[begin:])
    assert lines[begin + 1].startswith("  critical")
    assert lines[-1].startswith(f"{len(demo.findings())} violated (")


def test_one_that_is_worse_than_others_does_not_hide_those(ledger: Ledger) -> None:
    """Ten at most, with as many of the next severity as there is room for; none that is low beside them."""
    found = ledger.findings()

    def begins(*severities: Severity) -> list[str]:
        pairs = zip(found, severities, strict=False)
        entries = (one._replace(severity=s, help=str(n)) for n, (one, s) in enumerate(pairs))
        lines = text(Ledger(applications=ledger.applications, entries=tuple(entries), asked=ledger.asked))
        begin = lines.index("Begin with") + 1
        told = lines[begin : lines.index("", begin)]
        return [line.strip() if line.startswith("  and") else line.split()[0] for line in told]

    low, medium, high, critical = sorted(Severity)
    assert begins(critical, *[high] * 12) == ["critical", *["high"] * 9, "and 3 more high"]
    assert begins(*[high] * 9, *[medium] * 5) == [*["high"] * 9, "medium", "and 4 more medium"]
    assert begins(critical, critical, *[low] * 20) == ["critical", "critical"]


def test_a_few_findings_need_no_summary_of_them(ledger: Ledger) -> None:
    few = ledger._replace(entries=tuple(e for e in ledger.entries if e.control == "debug-mode-in-environment"))
    assert "Begin with" not in text(few)


def test_practices_that_have_nothing_to_say_share_a_line(ledger: Ledger) -> None:
    lines = text(ledger, columns=1000)
    (told,) = (line for line in lines if "ot applicable" in line)
    assert told.startswith("Not applicable: ")
    assert "9 WAF" in told
    asked = sum(bool(re.match(r"[ 1]\d [A-Z].*\d$", line)) for line in lines)
    assert asked + told.count(",") + 1 == len(ledger.asked)


def test_functions_of_the_same_name_in_several_applications_are_several(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": TEMPLATE, "b.yaml": TEMPLATE})
    found = check(Plan(base=str(tmp_path), controls=frozenset({"function-without-tracing"})))
    assert "20 functions: Worker0 (2 times), Worker1 (2 times) and 16 more (a.yaml:9:3)" in "\n".join(text(found))


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_lines_fit_but_for_words_that_are_longer(demo: Ledger, columns: int) -> None:
    for verbose in (False, True):
        for line in text(demo, columns=columns, verbose=verbose)[1:-1]:
            told = line.startswith("note:") or "-->" in line or "::>" in line
            longest = max(map(width, line.split()), default=0)
            # a word under a mark has the room behind it, of which there is never less than for a short one
            room = columns - max(12, len(line) - len(line.lstrip(" |")))
            assert width(line) <= columns or told or longest > room, line


def test_a_line_of_json_is_cut_around_the_mark(tmp_path: Path) -> None:
    many = ", ".join(f'"Topic{number}": {{"Type": "AWS::SNS::Topic"}}' for number in range(60))
    url = '"Url": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE", "TargetFunctionArn": "x"}}'
    put(tmp_path, {"template.json": f'{{"Resources": {{{many}, {url}, {many.replace("Topic", "Last")}}}}}'})
    found = check(Plan(base=str(tmp_path), controls=frozenset({"function-url-without-auth"})))
    lines = text(found, columns=80)
    excerpt = next(number for number, line in enumerate(lines) if line.startswith("  1 | "))
    assert width(lines[excerpt]) <= 80
    start, mark = lines[excerpt + 1].index("^"), lines[excerpt + 1].count("^")
    assert lines[excerpt][start : start + mark] == '"NONE"'
    assert lines[excerpt].startswith("  1 | …")
    assert lines[excerpt].endswith("…")


def test_what_is_marked_beyond_what_is_kept_has_no_mark_at_a_wrong_place(tmp_path: Path) -> None:
    many = ", ".join(f'"Topic{number}": {{"Type": "AWS::SNS::Topic"}}' for number in range(700))
    url = '"Url": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE", "TargetFunctionArn": "x"}}'
    put(tmp_path, {"template.json": f'{{"Resources": {{{many}, {url}}}}}'})
    lines = text(check(Plan(base=str(tmp_path), controls=frozenset({"function-url-without-auth"}))))
    assert not any("^" in line for line in lines)
    assert "  1 | …" in lines
    assert any("anyone on the internet can invoke" in line for line in lines)


def test_a_long_line_is_kept_once_however_many_findings_point_at_it(tmp_path: Path) -> None:
    many = ", ".join(f'"Topic{number}": {{"Type": "AWS::SNS::Topic"}}' for number in range(60))
    put(tmp_path, {"template.json": f'{{"Resources": {{{many}}}}}'})
    found = check(Plan(base=str(tmp_path), controls=frozenset({"data-store-unencrypted"}), jobs=1))
    texts = [entry.locations[0].text for entry in found.findings() if entry.locations[0].column > 400]
    assert len(texts) > 40
    assert len(set(map(id, texts))) == 1


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_cut_line_shows_no_part_of_a_secret_that_stands_before_the_mark(tmp_path: Path, columns: int) -> None:
    """The cut may fall into the secret, where nothing tells any more that it is one."""
    secret = "Gr33nParcel" * 20
    function = f'"F": {{"Type": "AWS::Lambda::Function", "Properties": {{"DB_PASSWORD": "{secret}"}}}}'
    url = '"U": {"Type": "AWS::Lambda::Url", "Properties": {"AuthType": "NONE", "TargetFunctionArn": "x"}}'
    put(tmp_path, {"template.json": f'{{"Description": "{"x " * 150}", "Resources": {{{function}, {url}}}}}'})
    found = check(Plan(base=str(tmp_path), controls=frozenset({"function-url-without-auth"})))
    shown = "\n".join(text(found, columns=columns))
    assert '"NONE"' in shown
    assert "Parcel" not in shown


# -- what was seen


def test_of_an_account_no_parameters_are_told() -> None:
    (seen,) = LIVE.applications
    live = LIVE._replace(applications=(seen._replace(taken="2026-11-30T12:00:00+00:00"),))
    assert text(live)[0] == "111122223333/eu-central-1: a live account, 1 function, 4 resources"


def test_of_a_template_they_are(ledger: Ledger) -> None:
    assert text(ledger)[0].endswith("10 functions, 21 resources, 0 parameters")


# -- what was asked of AWS


def calls(requests: dict[str, int], *, verbose: bool = False) -> str:
    ledger = LIVE._replace(requests=requests)
    return next(line for line in text(ledger, columns=400, verbose=verbose) if line.startswith("calls: "))


def test_calls_are_told_by_operation_and_the_rest_together() -> None:
    many = {"lambda:GetPolicy": 40, **{f"s3:Get{number}": 10 - number // 10 for number in range(20)}}
    told = calls(many)
    assert told.startswith("calls: 230 to AWS (40 lambda:GetPolicy, 10 s3:Get0, ")
    assert told.endswith(" and 120 of 13 other operations; each: -v)")
    assert "other operations" not in calls(many, verbose=True)


def test_a_few_calls_are_told_in_full() -> None:
    assert calls({"lambda:ListFunctions": 1, "s3:ListBuckets": 2}) == (
        "calls: 3 to AWS (2 s3:ListBuckets, 1 lambda:ListFunctions)"
    )
