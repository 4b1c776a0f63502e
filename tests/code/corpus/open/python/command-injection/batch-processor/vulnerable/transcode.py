"""Transcodes short recordings; devices put them on a stream."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord

processor = BatchProcessor(event_type=EventType.KinesisDataStreams)
CODECS = {"opus": "libopus", "mp3": "libmp3lame"}


def transcode(audio: bytes, codec: str) -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.wav"), Path(folder, "out.mka")
        source.write_bytes(audio)
        subprocess.getoutput(f"ffmpeg -loglevel error -i {source} -c:a {codec} {target}")  # FAULT command-injection
        return target.read_bytes()


def record_handler(record: KinesisStreamRecord):
    recording = record.kinesis.data_as_json()
    codec = recording.get("codec", "opus")
    audio = bytes.fromhex(recording["audio"])
    return len(transcode(audio, CODECS.get(codec, codec)))


def handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
