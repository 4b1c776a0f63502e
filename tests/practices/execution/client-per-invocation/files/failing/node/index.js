const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { MongoClient } = require('mongodb');

exports.handler = async () => {
  const sns = new SNSClient({}); // violated
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: 'called' }));
  const mongo = new MongoClient(process.env.MONGO); // violated
  return { statusCode: 200, body: String(await mongo.db('shop').collection('orders').countDocuments()) };
};
