const { CloudWatch } = require('@aws-sdk/client-cloudwatch');

const cloudwatch = new CloudWatch({});
const LIMITS = JSON.parse(process.env.LIMITS ?? '{"free":10,"team":500}');
const STAGE = process.env.STAGE ?? 'dev';

exports.handler = async (event) => {
  const { plan } = event.pathParameters;
  const limit = Object.hasOwn(LIMITS, plan) ? LIMITS[plan] : 0;
  await cloudwatch.putMetricData({ Namespace: `Limits/${STAGE}`, MetricData: [{ MetricName: 'Asked', Value: 1 }] });
  return { statusCode: 200, body: JSON.stringify({ limit }) };
};
