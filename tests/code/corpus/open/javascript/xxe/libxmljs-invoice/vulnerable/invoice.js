const libxmljs = require('libxmljs2');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { S3 } = require('@aws-sdk/client-s3');

const s3 = new S3({});
const dynamodb = new DynamoDB({});

const text = (node) => (node ? node.text() : '');

exports.handler = async (event) => {
  for (const record of event.Records) {
    const { Body } = await s3.getObject({
      Bucket: record.s3.bucket.name,
      Key: decodeURIComponent(record.s3.object.key.replace(/\+/g, ' ')),
    });
    const invoice = libxmljs.parseXml(await Body.transformToString(), { noent: true, nonet: false }); // FAULT xxe
    await dynamodb.putItem({
      TableName: process.env.INVOICES_TABLE,
      Item: { number: { S: text(invoice.get('//number')) }, total: { N: String(Number(text(invoice.get('//total')))) } },
    });
  }
};
