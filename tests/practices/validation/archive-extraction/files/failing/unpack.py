import base64
import io
import tarfile


def unpack(data, folder):
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder)  # violated


def handler(event, context):
    unpack(base64.b64decode(event["body"]), "/tmp/upload")
    return {"statusCode": 204}
