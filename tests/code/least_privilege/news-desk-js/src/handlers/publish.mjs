import { mark, read, tell } from "../lib/desk.mjs";

export const handler = async ({ Records }) => {
  const entries = [];
  for (const { s3 } of Records) {
    const Key = decodeURIComponent(s3.object.key);
    const Message = await read({ Bucket: s3.bucket.name, Key });
    entries.push({ Id: String(entries.length), Message, MessageGroupId: "news" });
    await mark(Key, "published");
  }
  await tell(entries);
};
