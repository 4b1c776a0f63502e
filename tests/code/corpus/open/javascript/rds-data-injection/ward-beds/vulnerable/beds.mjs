import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

const api = new RDSDataClient({});

function runner(resourceArn, secretArn, database) {
  return async (sql, values = {}) => {
    const parameters = Object.entries(values).map(([name, stringValue]) => ({ name, value: { stringValue } }));
    const command = new ExecuteStatementCommand({ resourceArn, secretArn, database, sql, parameters, formatRecordsAs: 'JSON' }); // FAULT rds-data-injection
    const { formattedRecords } = await api.send(command);
    return JSON.parse(formattedRecords);
  };
}

const run = runner(process.env.CLUSTER_ARN, process.env.SECRET_ARN, 'hospital');

const freeBeds = (ward) => run(`SELECT number FROM beds WHERE free AND ward = '${ward}'`);

export const handler = async (event) => {
  const ward = decodeURIComponent(event.pathParameters.ward);
  return { statusCode: 200, body: JSON.stringify(await freeBeds(ward)) };
};
