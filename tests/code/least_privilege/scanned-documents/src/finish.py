import json
import os

import boto3

textract, translate, polly, s3 = (boto3.client(name) for name in ("textract", "translate", "polly", "s3"))


def text_of(job):
    pages = textract.get_paginator("get_document_text_detection")
    lines = pages.paginate(JobId=job).search("Blocks[?BlockType=='LINE'].Text")
    return "\n".join(lines)


def handler(event, context):
    job = json.loads(event["Records"][0]["Sns"]["Message"])["JobId"]
    english = translate.translate_text(Text=text_of(job), SourceLanguageCode="auto", TargetLanguageCode="en")
    spoken = polly.synthesize_speech(Text=english["TranslatedText"], OutputFormat="mp3", VoiceId="Amy")
    s3.upload_fileobj(spoken["AudioStream"], os.environ["SPEECH"], job + ".mp3")
