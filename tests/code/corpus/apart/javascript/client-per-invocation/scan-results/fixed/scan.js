const { S3Client, GetObjectTaggingCommand } = require("@aws-sdk/client-s3");
const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");

const TOPIC = process.env.ALERTS_TOPIC || "";
const s3 = new S3Client({});
const sns = new SNSClient({});

/**
 * What the scanner says about an upload. It tags objects some seconds after they arrive,
 * so one without a tag isn't bad, only not looked at yet.
 */
async function verdict(bucket, key) {
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
    const tag = TagSet.find((t) => t.Key === "scan-result");
    return tag ? tag.Value : "unscanned";
}

exports.handler = async (event) => {
    let infected = 0;
    for (const { s3: where } of event.Records) {
        const key = decodeURIComponent(where.object.key.replace(/\+/g, " "));
        if ((await verdict(where.bucket.name, key)) === "infected") {
            infected += 1;
        }
    }
    if (infected > 0) {
        await sns.send(new PublishCommand({ TopicArn: TOPIC, Message: `${infected} infected uploads` }));
    }
    return { infected };
};
