const fs = require('fs');
const axios = require('axios');
const https = require('https');
const { TimestreamWriteClient, WriteRecordsCommand } = require('@aws-sdk/client-timestream-write');

const timestream = new TimestreamWriteClient({});
const SCALES = (process.env.SCALES || '').split(',').filter(Boolean);

// The scales' certificates are signed by the depot, whose own comes with the layer.
const agent = new https.Agent({ keepAlive: true, ca: fs.readFileSync('/opt/depot-ca.pem') });

async function weigh(scale) {
  const { data } = await axios.get(`https://${scale}.scales.example.com/weight`, { httpsAgent: agent, timeout: 4000 });
  return {
    Dimensions: [{ Name: 'scale', Value: scale }],
    MeasureName: 'kilograms',
    MeasureValue: String(Number(data.kg)),
    MeasureValueType: 'DOUBLE',
    Time: String(Date.now()),
  };
}

async function weighAll() {
  const settled = await Promise.allSettled(SCALES.map(weigh));
  const failed = settled.filter(({ status }) => status === 'rejected').length;
  if (failed === SCALES.length) {
    throw new Error('no scale answers');
  }
  if (failed > 0) {
    console.warn('%d of %d scales did not answer', failed, SCALES.length);
  }
  return settled.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
}

exports.handler = async () => {
  const Records = await weighAll();
  await timestream.send(
    new WriteRecordsCommand({ DatabaseName: process.env.DATABASE, TableName: 'weights', Records }),
  );
};
