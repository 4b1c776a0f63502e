import os
from functools import cache

import boto3


@cache
def _dynamodb():
    return boto3.resource("dynamodb")


def table(variable):
    return _dynamodb().Table(os.environ[variable])
