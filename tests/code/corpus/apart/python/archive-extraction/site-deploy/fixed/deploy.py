import base64
import json
import os
import shutil
import tempfile

SITES = "/mnt/sites"


def save(data, suffix):
    handle, path = tempfile.mkstemp(suffix=suffix)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    return path


def unpack(path, site):
    fresh = tempfile.mkdtemp(dir=SITES)
    shutil.unpack_archive(path, fresh, "gztar", filter="data")
    os.replace(fresh, f"{SITES}/{site:08d}-next")


def handler(event, context):
    claims = event["requestContext"]["authorizer"]["jwt"]["claims"]
    if "deployer" not in claims.get("scope", "").split():
        return {"statusCode": 403}
    site = int(event["queryStringParameters"]["site"])
    archive = save(base64.b64decode(event["body"]), ".tgz")
    try:
        unpack(archive, site)
    finally:
        os.unlink(archive)
    return {"statusCode": 202, "body": json.dumps({"site": site})}
