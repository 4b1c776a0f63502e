const fs = require("node:fs/promises");
const path = require("node:path");

const FOLDER = "/mnt/reports";

exports.handler = async (event) => {
  const file = path.join(FOLDER, path.basename(event.pathParameters.name));
  const report = await fs.readFile(file);
  return { statusCode: 200, isBase64Encoded: true, body: report.toString("base64") };
};
