import { CodePipeline } from "@aws-sdk/client-codepipeline";
import type { CodePipelineEvent, Context } from "aws-lambda";

const pipeline = new CodePipeline();

async function isUp(url: string): Promise<boolean> {
  const answer = await fetch(url);
  return answer.ok;
}

export async function handler(event: CodePipelineEvent, context: Context): Promise<void> {
  const { id: jobId, data } = event["CodePipeline.job"];
  try {
    if (!(await isUp(data.actionConfiguration.configuration.UserParameters))) throw new Error("down");
    await pipeline.putJobSuccessResult({ jobId });
  } catch (error) {
    await pipeline.putJobFailureResult({
      jobId,
      failureDetails: { type: "JobFailed", message: String(error), externalExecutionId: context.awsRequestId },
    });
  }
}
