import { createHmac, timingSafeEqual } from "node:crypto";
import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { getParameter } from "@aws-lambda-powertools/parameters/ssm";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";

const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY_TABLE! });
const config = new IdempotencyConfig({ eventKeyJmesPath: "headers.\"webhook-id\"" });

const process_ = async (event: APIGatewayProxyEventV2, _context: Context) => {
  const secret = await getSecret("webhooks/signing");
  const prefix = (await getParameter("/webhooks/prefix")) ?? "";
  const wanted = createHmac("sha256", String(secret)).update(prefix + (event.body ?? "")).digest();
  const given = Buffer.from(event.headers["webhook-signature"] ?? "", "hex");
  const same = given.length === wanted.length && timingSafeEqual(given, wanted);
  return { statusCode: same ? 202 : 401 };
};

export const handler = makeIdempotent(process_, { persistenceStore, config });
