"use strict";

const { S3 } = require("@aws-sdk/client-s3");
const { SSM } = require("@aws-sdk/client-ssm");

const s3 = new S3({});
const ssm = new SSM({});
const { FILES, STAGE } = process.env;
const place = { Bucket: FILES, Key: "settings.json" };

async function read() {
  const object = await s3.getObject(place);
  const limits = await ssm.getParameters({ Names: [`/shop/${STAGE}/limit`, "/shop/motto"] });
  return {
    ...JSON.parse(await object.Body.transformToString()),
    limits: Object.fromEntries(limits.Parameters.map((p) => [p.Name, p.Value])),
  };
}

module.exports.handler = async ({ requestContext, body }) => {
  if (requestContext.http.method === "PUT") {
    await s3.putObject({ ...place, Body: body });
    return { statusCode: 204 };
  }
  return { statusCode: 200, body: JSON.stringify(await read()) };
};
