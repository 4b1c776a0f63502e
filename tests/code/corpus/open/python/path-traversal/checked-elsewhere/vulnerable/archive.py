"""Function URL: packs the pictures that a client ticked into one archive."""

import base64
import io
import json
import zipfile

from gallery import picture


def pack(names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number, name in enumerate(names, start=1):
            archive.write(picture(name), arcname=f"{number:03d}.jpg")  # FAULT path-traversal
    return packed.getvalue()


def handler(event, context):
    album = json.loads(event["body"])
    names = [name for name in album["pictures"] if isinstance(name, str)][:50]
    try:
        data = pack(names)
    except (FileNotFoundError, PermissionError):
        return {"statusCode": 404, "body": json.dumps({"message": "a picture is gone"})}
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/zip"},
        "isBase64Encoded": True,
        "body": base64.b64encode(data).decode(),
    }
