const libxmljs = require('libxmljs');
const { S3 } = require('@aws-sdk/client-s3');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');

const s3 = new S3({});
const db = new DynamoDB({});

const text = (doc, path) => {
  const node = doc.get(path);
  return node ? node.text().trim() : '';
};

exports.handler = async (event) => {
  for (const record of event.Records) {
    const object = await s3.getObject({
      Bucket: record.s3.bucket.name,
      Key: decodeURIComponent(record.s3.object.key.replace(/\+/g, ' ')),
    });
    const xml = await object.Body.transformToString();
    const invoice = libxmljs.parseXml(xml, { noent: false, nonet: true, noblanks: true });

    await db.putItem({
      TableName: process.env.INVOICES_TABLE,
      Item: {
        id: { S: record.s3.object.eTag },
        seller: { S: text(invoice, '//Seller/Name') },
        total: { N: String(Number(text(invoice, '//Total')) || 0) },
      },
    });
  }
};
