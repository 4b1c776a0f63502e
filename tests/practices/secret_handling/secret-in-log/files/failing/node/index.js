const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});

exports.handler = async () => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/shop/key', WithDecryption: true }));
  console.log('key', Parameter.Value); // violated
  console.debug({ user: process.env.DB_USER, password: process.env.DB_PASSWORD }); // violated
  return { statusCode: 204 };
};
