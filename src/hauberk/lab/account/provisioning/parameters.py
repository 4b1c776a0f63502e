"""Systems Manager."""

from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

RECIPES = {
    "AWS::SSM::Parameter": Recipe(
        "ssm",
        Step("put_parameter"),
        "${Name}",
        "arn:aws:ssm:${Region}:${Account}:parameter${Name}",
        named="Name",
        name="/${Stack}/${Id}",
        attributes={"Type": "${Type}", "Value": "${Value}"},
        reads=(
            Read("get_parameter", {"Name": "${Name}"}, "Parameter", {"Tags": "", "Description": "", "Tier": ""}),
            Read(
                "describe_parameters",
                {"ParameterFilters": [{"Key": "Name", "Values": ["${Name}"]}]},
                "Parameters.0",
            ),
        ),
    ),
    "AWS::SSM::Document": Recipe("ssm", Step("create_document"), "${Name}", named="Name"),
}
