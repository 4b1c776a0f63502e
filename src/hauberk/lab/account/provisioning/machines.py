"""Step Functions."""

from collections.abc import Mapping
from json import dumps

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _definition(making: Making) -> None:
    """A definition as text, with what stands for its names."""
    properties = making.properties
    definition = properties.pop("DefinitionString", None) or properties.pop("Definition", None) or {}
    text = definition if isinstance(definition, str) else dumps(definition)
    for name, value in (properties.pop("DefinitionSubstitutions", None) or {}).items():
        text = text.replace(f"${{{name}}}", str(value))
    properties["Definition"] = text
    logging = properties.get("LoggingConfiguration")
    if isinstance(logging, Mapping):
        properties["LoggingConfiguration"] = {"includeExecutionData": False, **logging}


RECIPES = {
    "AWS::StepFunctions::StateMachine": Recipe(
        "stepfunctions",
        Step("create_state_machine", renamed={"StateMachineName": "name", "StateMachineType": "type"}),
        "${.stateMachineArn}",
        "${.stateMachineArn}",
        named="StateMachineName",
        attributes={"Name": "${StateMachineName}"},
        before=(_definition,),
        reads=(
            Read("describe_state_machine", {"stateMachineArn": "${Ref}"}),
            Read("list_tags_for_resource", {"resourceArn": "${Ref}"}),
        ),
        ignored=frozenset(("DefinitionS3Location",)),
    ),
    "AWS::StepFunctions::Activity": Recipe(
        "stepfunctions", Step("create_activity"), "${.activityArn}", "${.activityArn}", named="Name"
    ),
}
