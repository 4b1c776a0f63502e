import asyncio
import json
import os
import tempfile
from dataclasses import dataclass

import aiobotocore.session

BUCKET = os.environ["LABELS_BUCKET"]
SOFFICE = "/opt/libreoffice/program/soffice.bin"


@dataclass
class Job:
    template: str
    paper: str
    copies: int

    @classmethod
    def parse(cls, body: str) -> "Job":
        raw = json.loads(body)
        return cls(template=raw["template"], paper=raw.get("paper", "A6"), copies=int(raw.get("copies", 1)))


async def convert(source: str, folder: str, paper: str) -> str:
    options = f"pdf:writer_pdf_Export:PaperFormat={paper}"
    process = await asyncio.create_subprocess_shell(  # FAULT command-injection
        f"{SOFFICE} --headless --norestore --convert-to {options} --outdir {folder} {source}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if await asyncio.wait_for(process.wait(), timeout=90):
        raise RuntimeError("conversion failed")
    return source.removesuffix(".odt") + ".pdf"


async def run(jobs: list[tuple[str, Job]]) -> None:
    session = aiobotocore.session.get_session()
    async with session.create_client("s3") as s3:
        template = await s3.get_object(Bucket=BUCKET, Key="templates/label.odt")
        odt = await template["Body"].read()
        for message_id, job in jobs:
            with tempfile.TemporaryDirectory() as folder:
                source = os.path.join(folder, "label.odt")
                with open(source, "wb") as stream:
                    stream.write(odt)
                pdf = await convert(source, folder, job.paper)
                with open(pdf, "rb") as stream:
                    await s3.put_object(Bucket=BUCKET, Key=f"ready/{message_id}.pdf", Body=stream.read())


def handler(event, context):
    jobs = [(record["messageId"], Job.parse(record["body"])) for record in event["Records"]]
    asyncio.run(run(jobs))
    return {"batchItemFailures": []}
