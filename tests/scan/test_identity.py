"""Fingerprints: the same finding stays the same whatever moves around it, and another one is another one."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import hauberk
from hauberk.model.ledger import Entry, Ledger
from hauberk.scan.baseline import apply_known
from hauberk.scan.identity import anchor_of, repository_of
from hauberk.scan.pipeline import Plan, check
from tests.cli.running import run
from tests.scan.places import OPEN, TODAY, URL, put

WIDE = "wildcard-resource"


def policy(*statements: str) -> str:
    listed = "".join(f"          - {{ {statement} }}\n" for statement in statements)
    return (
        "Resources:\n  Role:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyName: p\n"
        f"      PolicyDocument:\n        Statement:\n{listed}"
    )


READ = 'Effect: Allow, Action: "s3:GetObject", Resource: "*"'
WRITE = 'Effect: Allow, Action: "s3:PutObject", Resource: "*"'
DELETE = 'Resource: "*", Action: "s3:DeleteObject", Effect: Allow'
NAMED = f"Sid: Mine, {READ}"


def of(folder: Path, text: str, *controls: str) -> list[Entry]:
    """What is violated in a template of some controls."""
    put(folder, {"template.yaml": text})
    found = check(Plan(base=str(folder), controls=frozenset(controls or (WIDE,)), today=TODAY))
    assert not found.gaps
    return found.findings()


def left(before: list[Entry], after: list[Entry]) -> list[str]:
    """What is reported where the findings of before are known."""
    known = frozenset(entry.fingerprint for entry in before)
    assert len(known) == len(before)
    return [entry.subject for entry in apply_known(after, known, "baseline", "known") if entry.counts]


def test_a_statement_put_in_front_is_the_new_one(tmp_path: Path) -> None:
    before = of(tmp_path, policy(READ, WRITE))
    assert [entry.subject for entry in before] == [
        "Role/PolicyDocument/Statement[0]",
        "Role/PolicyDocument/Statement[1]",
    ]
    assert left(before, of(tmp_path, policy(DELETE, READ, WRITE))) == ["Role/PolicyDocument/Statement[0]"]
    assert left(before, of(tmp_path, policy(READ, DELETE, WRITE))) == ["Role/PolicyDocument/Statement[1]"]


@pytest.mark.parametrize(
    "statements",
    [
        (WRITE, READ),
        (READ.replace(", ", ",  "), WRITE),
        ('Resource: "*", Action: "s3:GetObject", Effect: Allow', WRITE),
        ("Resource: '*', \"Action\": s3:GetObject, Effect: !Sub Allow", WRITE),
    ],
    ids=["turned around", "spaced out", "keys turned around", "in other words"],
)
def test_the_same_statements_in_another_form_are_known(tmp_path: Path, statements: tuple[str, ...]) -> None:
    assert left(of(tmp_path, policy(READ, WRITE)), of(tmp_path, policy(*statements))) == []


def test_a_statement_that_is_taken_away_makes_no_other_new(tmp_path: Path) -> None:
    assert left(of(tmp_path, policy(READ, WRITE, DELETE)), of(tmp_path, policy(WRITE, DELETE))) == []


def test_a_statement_is_known_by_its_own_name(tmp_path: Path) -> None:
    """However it is edited; a name that two have tells neither."""
    before = of(tmp_path, policy(NAMED))
    assert left(before, of(tmp_path, policy(f"Sid: Mine, {DELETE}"))) == []
    assert left(before, of(tmp_path, policy(f"Sid: Other, {READ}"))) == ["Role/PolicyDocument/Statement[0]"]
    assert len(left(before, of(tmp_path, policy(f"Sid: Mine, {DELETE}", NAMED)))) == 2


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    assert len(left(of(tmp_path, policy(READ)), of(tmp_path, policy(READ, READ)))) == 1
    assert left(of(tmp_path, policy(READ, READ)), of(tmp_path, policy(READ))) == []


def test_statements_that_differ_in_a_branch_differ(tmp_path: Path) -> None:
    head = "Parameters: { P: { Type: String }, Q: { Type: String } }\n"
    one, other = (READ.replace('"s3:GetObject"', f'["s3:GetObject", !Ref {name}]') for name in "PQ")
    before = of(tmp_path, head + policy(one))
    assert left(before, of(tmp_path, head + policy(other, one))) == ["Role/PolicyDocument/Statement[0]"]


def test_a_statement_with_a_concealed_value_is_known_whatever_the_key(tmp_path: Path) -> None:
    def concealed(key: str) -> str:
        token = f"hauberk:concealed:1:value-of-something-secret:s:{key}:{key}{key}"
        return f'{READ}, Condition: {{ StringEquals: {{ "aws:UserAgent": "token={token}" }} }}'

    before = of(tmp_path, policy(concealed("0" * 16), WRITE))
    assert left(before, of(tmp_path, policy(DELETE, concealed("f" * 16), WRITE))) == [
        "Role/PolicyDocument/Statement[0]"
    ]


def test_a_policy_that_moves_in_its_list_takes_its_statements_with_it(tmp_path: Path) -> None:
    def role(*actions: str) -> str:
        policies = "".join(
            f"        - PolicyName: {action}\n          PolicyDocument: {{ Statement: [{{ Effect: Allow,"
            f' Action: "s3:{action}", Resource: "*" }}] }}\n'
            for action in actions
        )
        return f"Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies:\n{policies}"

    before = of(tmp_path, role("GetObject", "PutObject"))
    assert left(before, of(tmp_path, role("PutObject", "GetObject"))) == []
    assert left(before, of(tmp_path, role("DeleteObject", "PutObject", "GetObject"))) == [
        "Role/Policies[0]/Statement[0]"
    ]


def test_rules_of_a_security_group_are_known_by_what_they_say(tmp_path: Path) -> None:
    def group(*ports: int) -> str:
        rules = "".join(
            f"        - {{ IpProtocol: tcp, FromPort: {port}, ToPort: {port}, CidrIp: 0.0.0.0/0 }}\n" for port in ports
        )
        return (
            "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: g\n"
            f"      SecurityGroupIngress:\n{rules}"
        )

    control = "security-group-open-to-world"
    before = of(tmp_path, group(22, 3389), control)
    assert len(before) == 2
    after = of(tmp_path, group(5432, 3389, 22), control)
    assert left(before, after) == ["G/SecurityGroupIngress[0]"]


@pytest.mark.parametrize("folder", ["demo/vulnerable", "demo/repaired"])
def test_no_fingerprint_of_a_finding_hangs_on_a_place_and_none_is_another_ones(folder: str) -> None:
    place = str(Path(hauberk.__file__).parent / folder)
    found = check(Plan(base=place, today=TODAY))
    assert max(Counter(entry.fingerprint for entry in found.entries).values(), default=1) == 1
    told = [entry for entry in found.entries if entry.state.value in ("violated", "unknown")]
    assert not [entry.subject for entry in told if re.search(r"\[\d+\]", entry.identity._parts[2])]


def test_resources_and_lines_may_move(tmp_path: Path) -> None:
    first, second = policy(READ), policy(WRITE).replace("Role:", "Other:")
    both = first + second.removeprefix("Resources:\n")
    turned = second + "# moved\n\n" + first.removeprefix("Resources:\n")
    assert left(of(tmp_path, both), of(tmp_path, turned)) == []


def test_a_message_may_change(tmp_path: Path) -> None:
    (entry,) = of(tmp_path, policy(READ))
    assert entry._replace(message="in other words", help="", locations=()).fingerprint == entry.fingerprint


def test_a_file_of_another_name_is_another(tmp_path: Path) -> None:
    before = of(tmp_path / "a", policy(READ))
    put(tmp_path / "b", {"renamed.yaml": policy(READ)})
    found = check(Plan(base=str(tmp_path / "b"), controls=frozenset((WIDE,)), today=TODAY))
    assert len(left(before, found.findings())) == 1


APPLICATIONS = {"s/template.yaml": OPEN, "s/deep/er/template.yaml": OPEN}


def of_paths(base: Path, *paths: str) -> set[str]:
    ledger: Ledger = check(Plan(paths=paths, base=str(base), controls=frozenset((URL,)), today=TODAY))
    assert len({entry.fingerprint for entry in ledger.findings()}) == len(ledger.findings()) > 0
    return {entry.fingerprint for entry in ledger.findings()}


@pytest.mark.parametrize("marks", [{".git/HEAD": ""}, {".git": "gitdir: elsewhere"}, {}])
def test_the_working_folder_does_not_count(tmp_path: Path, marks: dict[str, str]) -> None:
    """In a repository its root does, else the folder that was given."""
    put(tmp_path, {**APPLICATIONS, **marks})
    whole = of_paths(tmp_path, "s")
    assert of_paths(tmp_path / "s", ".") == of_paths(tmp_path / "s" / "deep", "..") == whole
    assert of_paths(tmp_path.parent, str(tmp_path / "s")) == whole
    if marks:
        assert of_paths(tmp_path, ".") == of_paths(tmp_path, "s/template.yaml", "s/deep") == whole
        assert of_paths(tmp_path / "s" / "deep", ".") < whole


def test_two_files_are_never_one(tmp_path: Path) -> None:
    """Not those of two paths, nor of two repositories, nor of a repository in another."""
    put(tmp_path, {"a/t.yaml": OPEN, "b/t.yaml": OPEN, "r/.git/HEAD": "", "r/t.yaml": OPEN, "r/sub/t.yaml": OPEN})
    put(tmp_path, {"r/sub/.git": "gitdir: ../.git/modules/sub", "q/.git/HEAD": "", "q/t.yaml": OPEN})
    for paths in (("a", "b"), ("r",), ("r", "q"), ("r", "r/sub"), ("a", "r/sub"), (".",)):
        of_paths(tmp_path, *paths)


def test_files_are_named_from_the_repository_the_configuration_or_the_paths(tmp_path: Path) -> None:
    put(tmp_path, {"r/.git/HEAD": "", "r/a/t.yaml": "", "r/b/t.yaml": "", "n/a/t.yaml": "", "n/b/t.yaml": ""})
    root = Path(tmp_path).resolve()
    assert repository_of(str(root / "r" / "a")) == str(root / "r")
    assert anchor_of(["r/a", "r/b/t.yaml"], str(tmp_path), "/elsewhere") == str(root / "r")
    assert anchor_of(["n/a", "n/b/t.yaml"], str(tmp_path), str(root)) == str(root)
    assert anchor_of(["n/a", "n/b/t.yaml"], str(tmp_path)) == str(root / "n")
    assert anchor_of(["n/a/t.yaml"], str(tmp_path)) == str(root / "n" / "a")


@pytest.mark.parametrize("marks", [{".git/HEAD": ""}, {"hauberk.toml": f"select = ['{URL}']"}, {}])
def test_a_baseline_holds_in_another_working_folder(tmp_path: Path, marks: dict[str, str]) -> None:
    put(tmp_path, {**APPLICATIONS, **marks})
    ask = f"--select={URL}"
    assert run(tmp_path, "baseline", "s", ask, "-o", "b.json").code == 0
    assert {
        one["application"].removeprefix("s/") for one in json.loads((tmp_path / "b.json").read_text())["findings"]
    } == {
        "template.yaml",
        "deep/er/template.yaml",
    }
    assert run(tmp_path, "check", "s", ask, "--baseline=b.json").code == 0
    assert run(tmp_path / "s", "check", ask, "--baseline=../b.json").code == 0


def test_the_baseline_of_a_configuration_holds_from_below(tmp_path: Path) -> None:
    put(tmp_path, {**APPLICATIONS, "hauberk.toml": f'select = ["{URL}"]\nbaseline = "b.json"'})
    assert run(tmp_path, "baseline", "-o", "b.json").code == 0
    for folder in (tmp_path, tmp_path / "s", tmp_path / "s" / "deep"):
        assert run(folder, "check").code == 0


def test_every_format_has_the_same_fingerprint(tmp_path: Path) -> None:
    (entry,) = of(tmp_path, policy(READ))
    outs = {
        name: run(tmp_path, "check", f"--select={WIDE}", f"--format={name}").out for name in ("json", "sarif", "gitlab")
    }
    assert json.loads(outs["json"])["verdicts"][0]["fingerprint"] == entry.fingerprint
    assert json.loads(outs["sarif"])["runs"][0]["results"][0]["partialFingerprints"] == {
        "hauberk/v2": entry.fingerprint
    }
    assert json.loads(outs["gitlab"])[0]["fingerprint"] == entry.fingerprint
