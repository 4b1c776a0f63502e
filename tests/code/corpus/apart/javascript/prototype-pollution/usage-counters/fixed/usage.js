const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');

const cloudwatch = new CloudWatchClient({});

function parse({ kinesis }) {
    return JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
}

exports.handler = async (event) => {
    const counts = new Map();
    for (const { tenant, feature, weight = 1 } of event.Records.map(parse)) {
        if (!counts.has(tenant)) {
            counts.set(tenant, new Map());
        }
        const features = counts.get(tenant);
        features.set(feature, (features.get(feature) || 0) + weight);
    }

    const MetricData = [];
    for (const [tenant, features] of counts) {
        for (const [feature, Value] of features) {
            MetricData.push({
                MetricName: 'Usage',
                Dimensions: [
                    { Name: 'Tenant', Value: tenant },
                    { Name: 'Feature', Value: feature },
                ],
                Value: Number(Value),
            });
        }
    }
    if (MetricData.length > 0) {
        await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Usage', MetricData: MetricData.slice(0, 1000) }));
    }
};
