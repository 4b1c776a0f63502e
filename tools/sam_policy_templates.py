"""Writes ``src/hauberk/sources/sam/policy_templates.json`` from the SAM developer guide's page of policy templates.

``python tools/sam_policy_templates.py PAGE DATE``, PAGE being ``doc_source/serverless-policy-template-list.md`` of
https://github.com/awsdocs/aws-sam-developer-guide (its code samples are MIT-0) and DATE the date of its commit.
:data:`LATER` holds what the guide has gained since it left that repository (read 2026-11).

In the data a hole ``${Name}`` without colons is the template's parameter of that name.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src/hauberk/sources/sam/policy_templates.json"
_SECTION = re.compile(r"^## (\w+)<a name.*?^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_HERE = "${AWS::Region}:${AWS::AccountId}"


def _allow(actions: str, *resources: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": actions.split(),
        "Resource": resources[0] if len(resources) == 1 else list(resources),
    }


_MACHINE = f"arn:${{AWS::Partition}}:states:{_HERE}:stateMachine:${{StateMachineName}}"
LATER: dict[str, list[dict[str, Any]]] = {
    "KMSEncryptPolicy_v2": [
        _allow(
            "kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:GenerateDataKeyPair "
            "kms:GenerateDataKeyPairWithoutPlaintext",
            f"arn:${{AWS::Partition}}:kms:{_HERE}:key/${{KeyId}}",
        )
    ],
    "SESBulkTemplatedCrudPolicy_v2": [
        _allow(
            "ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkTemplatedEmail",
            f"arn:${{AWS::Partition}}:ses:{_HERE}:identity/${{IdentityName}}",
            f"arn:${{AWS::Partition}}:ses:{_HERE}:template/${{TemplateName}}",
        ),
        _allow("ses:GetIdentityVerificationAttributes ses:VerifyEmailIdentity", "*"),
    ],
    "StepFunctionsCallbackPolicy": [
        _allow("states:SendTaskFailure states:SendTaskHeartbeat states:SendTaskSuccess", _MACHINE)
    ],
    "StepFunctionsExecutionPolicy_v2": [_allow("states:StartExecution states:StartSyncExecution", _MACHINE)],
}
LATER_ACTIONS = {
    "ServerlessRepoReadWriteAccessPolicy": (
        "serverlessrepo:UpdateApplication",
        "serverlessrepo:ListApplicationDependencies",
    )
}


def read(page: str) -> dict[str, Any]:
    """The statements of each template, by its name."""
    templates = {name: _short(json.loads("{" + body + "}")["Statement"]) for name, body in _SECTION.findall(page)}
    for name, actions in LATER_ACTIONS.items():
        templates[name][0]["Action"].extend(actions)
    return templates | LATER


def _short(tree: Any) -> Any:
    """``Fn::Sub`` and ``Ref`` as text with holes."""
    match tree:
        case {"Fn::Sub": [str() as text, variables]}:
            for name, value in variables.items():
                text = text.replace("${" + name + "}", "${" + value["Ref"] + "}")
            return text
        case {"Fn::Sub": str() as text}:
            return text
        case {"Ref": str() as name}:
            return "${" + name + "}"
        case dict():
            return {name: _short(child) for name, child in tree.items()}
        case list():
            return [_short(child) for child in tree]
    return tree


def main() -> int:
    """The command."""
    page, date = Path(sys.argv[1]), sys.argv[2]
    templates = read(page.read_text(encoding="utf-8"))
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(templates[name])}" for name in sorted(templates))
    head = json.dumps({"source": "AWS SAM developer guide, policy template list (code samples MIT-0)", "date": date})
    TARGET.write_text(f'{head[:-1]}, "templates": {{\n{lines}\n}}}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
