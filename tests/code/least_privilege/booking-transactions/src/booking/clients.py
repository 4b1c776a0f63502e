import boto3

session = boto3.session.Session()


def dynamodb():
    return session.client("dynamodb")


def events():
    return session.client(service_name="events")
