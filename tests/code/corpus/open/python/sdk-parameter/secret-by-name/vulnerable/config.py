from aws_lambda_powertools.event_handler import AppSyncResolver
from aws_lambda_powertools.utilities import parameters

app = AppSyncResolver()


class UnknownSetting(Exception):
    pass


def setting_name(name):
    if not name.isprintable():
        raise UnknownSetting
    return f"/shop/{name}"


@app.resolver(type_name="Query", field_name="setting")
def setting(name: str):
    return parameters.get_parameter(setting_name(name), decrypt=True, max_age=60)  # FAULT sdk-parameter


def handler(event, context):
    return app.resolve(event, context)
