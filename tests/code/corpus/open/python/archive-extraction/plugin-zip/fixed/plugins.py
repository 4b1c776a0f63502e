"""POST /plugins takes a zip, base64 in the body, and lays it out on EFS for the builders."""

import base64
import io
import os
import shutil
import uuid
import zipfile

PLUGINS = "/mnt/plugins"
LIMIT = 10_000_000


def target_of(folder, name):
    target = os.path.realpath(os.path.join(folder, name))
    if os.path.commonpath([target, os.path.realpath(folder)]) != os.path.realpath(folder):
        raise ValueError("a member leaves its folder")
    return target


def unpack(data, folder):
    written = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.is_dir() or member.file_size > LIMIT:
                continue
            target = target_of(folder, member.filename)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with archive.open(member) as source, open(target, "wb") as sink:
                shutil.copyfileobj(source, sink)
            written += 1
    return written


def handler(event, context):
    data = base64.b64decode(event["body"])
    name = str(uuid.uuid4())
    try:
        count = unpack(data, os.path.join(PLUGINS, name))
    except (zipfile.BadZipFile, ValueError):
        return {"statusCode": 422}
    return {"statusCode": 201, "headers": {"Location": f"/plugins/{name}", "X-Files": str(count)}}
