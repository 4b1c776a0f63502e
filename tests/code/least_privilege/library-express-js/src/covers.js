const { GetObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");

const s3 = new S3Client();

module.exports = {
  coverOf(isbn) {
    const command = new GetObjectCommand({ Bucket: process.env.COVERS, Key: `covers/${isbn}.jpg` });
    return getSignedUrl(s3, command, { expiresIn: 60 });
  },
};
