const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { MongoClient } = require('mongodb');

const sns = new SNSClient({});
let mongo;

exports.handler = async () => {
  mongo ??= new MongoClient(process.env.MONGO);
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: 'called' }));
  return { statusCode: 200, body: String(await mongo.db('shop').collection('orders').countDocuments()) };
};
