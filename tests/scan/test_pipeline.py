"""Who does the work, and which parameters count."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.scan import pipeline, pool
from hauberk.scan.discover import Candidate
from hauberk.scan.pipeline import Plan, Task, check
from tests.scan.places import OPEN, TODAY, URL, put

TASK = Task(Candidate("/", "", "t.yaml", False), Plan())
BY_STAGE = OPEN.replace("NONE", "!Ref Auth") + "Parameters: { Auth: { Type: String } }\n"
SAMCONFIG = '[default.deploy.parameters]\nparameter_overrides = "Auth={}"\n'


@pytest.mark.parametrize(
    ("tasks", "jobs", "workers"),
    [
        (1, 8, 0),
        (2, 8, 8),
        (2, 1, 0),
        (pipeline.POOL_FROM - 1, 0, 0),
        (pipeline.POOL_FROM, 0, 3),
        (pipeline.POOL_FROM, 1, 0),
    ],
)
def test_workers(tasks: int, jobs: int, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of their own only where someone asks for them or where they pay, and never for one task alone."""
    asked: list[int] = []

    def spread(work: Callable[[Task], None], tasks: Sequence[Task], workers: int, lost: object) -> Iterator[None]:
        asked.append(workers)
        return map(work, tasks)

    monkeypatch.setattr(pool, "spread", spread)
    monkeypatch.setattr(pipeline, "run_task", lambda task: None)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert pipeline._run([TASK] * tasks, jobs, None) == [None] * tasks
    assert asked == ([workers] if workers else [])


@pytest.mark.parametrize(
    ("beside", "given", "state"),
    [
        ("", {}, State.UNKNOWN),
        ("NONE", {}, State.VIOLATED),
        ("AWS_IAM", {}, State.SATISFIED),
        ("NONE", {"Auth": "AWS_IAM"}, State.SATISFIED),
        ("AWS_IAM", {"Auth": "NONE"}, State.VIOLATED),
    ],
)
def test_a_given_parameter_comes_before_the_samconfig(
    tmp_path: Path, beside: str, given: dict[str, str], state: State
) -> None:
    put(tmp_path, {"t.yaml": BY_STAGE, **({"samconfig.toml": SAMCONFIG.format(beside)} if beside else {})})
    found = check(Plan(controls=frozenset((URL,)), base=str(tmp_path), pins=given, today=TODAY))
    assert [entry.state for entry in found.entries] == [state]
    assert list(found.notes) == ([] if not beside or given else ["samconfig.toml fixes Auth"])
    alone = check(Plan(controls=frozenset((URL,)), base=str(tmp_path), isolated=True, today=TODAY))
    assert [entry.state for entry in alone.entries] == [State.UNKNOWN]


def test_what_is_told_twice_is_listed_once(tmp_path: Path) -> None:
    """Two parents of one nested stack that has an oddity."""
    nested = "Resources: { Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } } }\n"
    put(tmp_path, {"a.yaml": nested, "b.yaml": nested, "child.yaml": f"Description: a\nDescription: b\n{OPEN}"})
    found = check(Plan(controls=frozenset((URL,)), base=str(tmp_path), today=TODAY))
    assert [(gap.path, gap.code) for gap in found.gaps] == [("child.yaml", "duplicate-key")]
