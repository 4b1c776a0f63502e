import { createCipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';

const kms = new KMSClient({});
let key: Promise<Uint8Array> | undefined;

async function unwrap(): Promise<Uint8Array> {
  const CiphertextBlob = Buffer.from(process.env.WRAPPED_KEY ?? '', 'base64');
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));
  return Plaintext!;
}

export async function seal(text: string): Promise<Buffer> {
  key ??= unwrap();
  const iv = randomBytes(8);
  const cipher = createCipheriv('des-ede3-cbc', (await key).subarray(0, 24), iv); // FAULT weak-cipher
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
}
