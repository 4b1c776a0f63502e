"""EventBridge Scheduler and Pipes."""

from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

RECIPES = {
    "AWS::Scheduler::Schedule": Recipe(
        "scheduler",
        Step("create_schedule"),
        "${Name}",
        "${.ScheduleArn}",
        named="Name",
        reads=(Read("get_schedule", {"Name": "${Name}", "GroupName": "${GroupName}"}),),
    ),
    "AWS::Scheduler::ScheduleGroup": Recipe(
        "scheduler",
        Step("create_schedule_group"),
        "${Name}",
        "${.ScheduleGroupArn}",
        named="Name",
        reads=(Read("get_schedule_group", {"Name": "${Name}"}, renamed={"Tags": ""}),),
    ),
    "AWS::Pipes::Pipe": Recipe(
        "pipes",
        Step("create_pipe"),
        "${Name}",
        "${.Arn}",
        named="Name",
        reads=(Read("describe_pipe", {"Name": "${Name}"}),),
    ),
}
