import { GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";

const kms = new KMSClient({});

export const handler = async () => {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: "alias/documents" }));
  return { statusCode: 200, body: Buffer.from(PublicKey!).toString("base64") };
};
