import { createCipheriv, randomBytes } from 'node:crypto';
import { KMS } from '@aws-sdk/client-kms';
import { S3 } from '@aws-sdk/client-s3';
import type { DynamoDBStreamEvent } from 'aws-lambda';

const kms = new KMS({});
const s3 = new S3({});

class Vault {
  constructor(private readonly key: Uint8Array) {}

  static async open(): Promise<Vault> {
    const { Plaintext } = await kms.decrypt({ CiphertextBlob: Buffer.from(process.env.VAULT_KEY ?? '', 'base64') });
    return new Vault(Plaintext ?? randomBytes(32));
  }

  lock(text: string): Buffer {
    const cipher = createCipheriv('aes-256-ecb', this.key, null); // FAULT weak-cipher
    return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  }
}

export const handler = async (event: DynamoDBStreamEvent): Promise<void> => {
  const vault = await Vault.open();
  for (const { dynamodb } of event.Records) {
    const text = dynamodb?.NewImage?.note?.S;
    if (text === undefined) continue;
    await s3.putObject({ Bucket: process.env.VAULT_BUCKET, Key: `notes/${dynamodb?.SequenceNumber}`, Body: vault.lock(text) });
  }
};
