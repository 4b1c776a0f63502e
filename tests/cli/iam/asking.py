"""The commands of ``hauberk iam`` as tests run them, and their JSON, held against its schema."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import hauberk
from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Kind
from hauberk.iam.request import Answer, Policies, Request
from tests.cli.running import Ran, run
from tests.iam.language.documents import allow, policy

ALICE = "arn:aws:iam::111122223333:user/alice"
ACCOUNT = "111122223333"
Json = dict[str, Any]


@cache
def schema(name: str) -> Draft202012Validator:
    """The schema of one command's JSON."""
    path = Path(hauberk.__file__).parent / "reports" / f"iam-{name}.schema.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def checked(name: str, text: str) -> Json:
    """A document as its schema has it."""
    found: Json = json.loads(text)
    schema(name).validate(found)
    return found


def put(folder: Path, **files: Any) -> None:
    """Writes files: texts as they are, anything else as JSON. ``old_json`` is ``old.json``."""
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def answered(folder: Path, name: str, *arguments: str, stdin: bytes = b"") -> tuple[int, Json]:
    """The exit code and the JSON of a question that has an answer."""
    ran = run(folder, "iam", name, *arguments, "--format=json", stdin=stdin)
    assert ran.err == ""
    return ran.code, checked(name, ran.out)


def told(folder: Path, name: str, *arguments: str, stdin: bytes = b"") -> Ran:
    """What a question prints for a person."""
    return run(folder, "iam", name, *arguments, stdin=stdin)


def refused(folder: Path, name: str, *arguments: str, stdin: bytes = b"") -> str:
    """What is said of a question that can't be asked."""
    ran = run(folder, "iam", name, *arguments, stdin=stdin)
    assert (ran.code, ran.out) == (2, ""), ran
    assert "Traceback" not in ran.err
    return ran.err


def request_of(witness: Mapping[str, Any]) -> Request:
    """The request of a witness."""
    context = {
        key.lower(): tuple(value) if isinstance(value, list) else (value,) for key, value in witness["context"].items()
    }
    (owner,) = context.get("aws:resourceaccount", ("",))
    return Request(witness["principal"], witness["action"], witness["resource"], context, owner)


def decided(witness: Mapping[str, Any], policies: Policies) -> Answer:
    """What the evaluator says of a witness; its resource is of the caller's account if it isn't told whose it is."""
    request = request_of(witness)
    owner = request.resource_account or request.principal.split(":")[4] if ":" in request.principal else ""
    return decide(request._replace(resource_account=owner if ":::" in request.resource else ""), policies)


def delegating(witness: Mapping[str, Any]) -> Policies:
    """A resource's policy that leaves it to the policies of the caller's account, as keys and roles have to."""
    account = witness["principal"].split(":")[4]
    return Policies(resource=policy(allow(Principal={"AWS": account}), kind=Kind.RESOURCE))
