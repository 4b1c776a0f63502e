const { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({ endpoint: 'https://storage.example' });

exports.handler = async () => {
  await s3.send(new ListBucketsCommand({}));
  await fetch(`http://${process.env.AWS_LAMBDA_RUNTIME_API}/2020-08-15/logs`, { method: 'PUT', body: '{}' });
  return { statusCode: 204 };
};
