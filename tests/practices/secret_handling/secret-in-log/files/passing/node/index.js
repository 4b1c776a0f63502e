const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});

exports.handler = async () => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/shop/key', WithDecryption: true }));
  console.log('read', Parameter.Name, Parameter.Version, Boolean(Parameter.Value));
  console.debug({ user: process.env.DB_USER, password: '***' });
  return { statusCode: 204 };
};
