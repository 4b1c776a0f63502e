const { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({ endpoint: 'http://storage.example' }); // violated

exports.handler = async () => {
  await s3.send(new ListBucketsCommand({}));
  await fetch(`http://${process.env.PRINTER}/jobs`, { method: 'POST', body: '{"copies":1}' }); // violated
  return { statusCode: 204 };
};
