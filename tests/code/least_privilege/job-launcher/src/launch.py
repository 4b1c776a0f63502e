import os
from functools import partial

import boto3

env = os.environ
glue = boto3.client("glue")
builds = boto3.client("codebuild")
batch = boto3.client("batch")

start = {
    "clean": partial(glue.start_job_run, JobName=env["GLUE_JOB"]),
    "pages": lambda: builds.start_build(projectName=env["PROJECT"]),
}


def handler(event, context):
    for name in event["jobs"]:
        if name in start:
            start[name]()
        else:
            batch.submit_job(jobName=name, jobQueue=env["QUEUE"], jobDefinition=env["DEFINITION"])
    runs = glue.get_job_runs(JobName=env["GLUE_JOB"], MaxResults=1)["JobRuns"]
    return [run["JobRunState"] for run in runs]
