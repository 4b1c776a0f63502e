"""A still for every uploaded video. ffmpeg comes from a layer and reads a presigned URL, so nothing fills /tmp."""

import os
import subprocess
import tempfile
from pathlib import PurePosixPath
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")
STILLS = os.environ["STILLS_BUCKET"]
FFMPEG = "/opt/bin/ffmpeg"


def still_of(source: str, label: str, out: str) -> None:
    # ffmpeg reads the label from a file: its filter syntax has quoting rules of its own.
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as text:
        text.write(label)
        text.flush()
        command = [FFMPEG, "-nostdin", "-loglevel", "error", "-ss", "3", "-i", source, "-frames:v", "1"]
        command += ["-vf", f"drawtext=textfile={text.name}:expansion=none:x=8:y=8", "-y", out]
        subprocess.run(command, check=True, timeout=60)


def handler(event, _context):
    made = []
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        source = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=120)

        with tempfile.NamedTemporaryFile(suffix=".jpg") as still:
            still_of(source, PurePosixPath(key).stem, still.name)
            target = record["s3"]["object"]["sequencer"] + ".jpg"
            s3.upload_file(still.name, STILLS, target, ExtraArgs={"ContentType": "image/jpeg"})
        made.append(target)
    return made
