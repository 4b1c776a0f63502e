import { KMSClient, MessageType, SignCommand, SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

class Signer {
  readonly #kms = new KMSClient({});
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  async sign(digest: Uint8Array): Promise<string> {
    const { Signature } = await this.#kms.send(
      new SignCommand({
        KeyId: this.#key,
        Message: digest,
        MessageType: MessageType.DIGEST,
        SigningAlgorithm: SigningAlgorithmSpec.ECDSA_SHA_256,
      }),
    );
    return Buffer.from(Signature!).toString("base64");
  }
}

const signer = new Signer(process.env.SIGNING_KEY!);

export const handler = async (event: APIGatewayProxyEventV2) => ({
  statusCode: 200,
  body: await signer.sign(Buffer.from(event.body ?? "", "hex")),
});
