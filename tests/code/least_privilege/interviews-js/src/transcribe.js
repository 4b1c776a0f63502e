const { S3Client, DeleteObjectsCommand, ListObjectsV2Command } = require("@aws-sdk/client-s3");
const { StartTranscriptionJobCommand, TranscribeClient } = require("@aws-sdk/client-transcribe");

function makeHandler({ s3 = new S3Client({}), transcribe = new TranscribeClient({}), now = Date.now } = {}) {
  async function forget(Bucket, Prefix) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }

  return async ({ Records: [{ s3: place }] }) => {
    const key = decodeURIComponent(place.object.key);
    await forget(process.env.TRANSCRIPTS, "partial/");
    await transcribe.send(
      new StartTranscriptionJobCommand({
        TranscriptionJobName: `interview-${now()}`,
        IdentifyLanguage: true,
        Media: { MediaFileUri: `s3://${place.bucket.name}/${key}` },
        OutputBucketName: process.env.TRANSCRIPTS,
        OutputKey: "interviews/",
      }),
    );
  };
}

exports.handler = makeHandler();
exports.makeHandler = makeHandler;
