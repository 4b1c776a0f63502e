"""The actions that an action depends on are in the catalogue, and so are those that depend."""

import json
from pathlib import Path

import hauberk
from hauberk.iam.catalogue.patterns import action

TABLE = json.loads((Path(hauberk.__file__).parent / "iam/catalogue/dependents.json").read_text(encoding="utf-8"))


def test_every_action_exists_and_has_its_dependents() -> None:
    """Services that AWS has ended are left out where the file is written (``tools/iam_dependents.py``)."""
    for prefix, found in TABLE["dependents"].items():
        for name, dependents in found.items():
            one = action(f"{prefix}:{name}")
            assert one is not None
            assert one.dependents == tuple(dependents.split())
            assert all(action(dependent) for dependent in one.dependents)


def test_a_task_is_given_its_role() -> None:
    task, read = action("ecs:RunTask"), action("s3:GetObject")
    assert task is not None
    assert read is not None
    assert task.dependents == ("iam:PassRole",)
    assert read.dependents == ()
