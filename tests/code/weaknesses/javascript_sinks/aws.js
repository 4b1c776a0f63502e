//# commands of SSM
import { SSMClient, SendCommandCommand, GetParameterCommand, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
const ssm = new SSMClient({});
await ssm.send(new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: ['i-1'], Parameters: { commands: [`systemctl restart ${q}`] } })); //! sdk-parameter
await ssm.send(new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: body.instances, Parameters: { commands: ['uptime'] } })); //! sdk-parameter
await ssm.send(new GetParameterCommand({ Name: q, WithDecryption: true })); //! sdk-parameter
await ssm.send(new GetParameterCommand({ Name: `/${body.app}/key` })); //! sdk-parameter
await ssm.send(new StartAutomationExecutionCommand({ DocumentName: body.document })); //! sdk-parameter

//# names of functions
import { LambdaClient, InvokeCommand, Lambda } from '@aws-sdk/client-lambda';
const client = new LambdaClient({});
await client.send(new InvokeCommand({ FunctionName: body.functionName, Payload: '{}' })); //! sdk-parameter
const lambda = new Lambda({});
await lambda.invoke({ FunctionName: `${q}-worker`, InvocationType: 'Event' }); //! sdk-parameter
const input = { Payload: JSON.stringify(body) };
input.FunctionName = q;
await client.send(new InvokeCommand(input)); //! sdk-parameter

//# buckets and keys
import { S3Client, GetObjectCommand, PutObjectCommand, DeleteObjectCommand, CopyObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Upload } from '@aws-sdk/lib-storage';
const s3 = new S3Client({});
await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: q })); //! sdk-parameter
await s3.send(new PutObjectCommand({ Bucket: body.bucket, Key: 'x' })); //! sdk-parameter
await s3.send(new DeleteObjectCommand({ Bucket: 'b', Key: body.key })); //! sdk-parameter
await s3.send(new CopyObjectCommand({ Bucket: 'b', Key: 'x', CopySource: `${body.bucket}/${body.key}` })); //! sdk-parameter
const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'b', Key: q }), { expiresIn: 60 }); //! sdk-parameter
await new Upload({ client: s3, params: { Bucket: 'b', Key: q, Body: 'x' } }).done(); //! sdk-parameter

//# ts: a download for whoever asks
import { S3 } from '@aws-sdk/client-s3';
const s3 = new S3({});
const download = async (Bucket: string, Key: string): Promise<string> => {
  const { Body } = await s3.getObject({ Bucket, Key }); //! sdk-parameter
  return Body!.transformToString();
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const { bucket, key } = JSON.parse(event.body!);
  return { statusCode: 200, body: await download(bucket, key) };
};

//# roles
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
const sts = new STSClient({});
await sts.send(new AssumeRoleCommand({ RoleArn: body.roleArn, RoleSessionName: 'x' })); //! sdk-parameter
await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${q}:role/reader`, RoleSessionName: 'x' })); //! sdk-parameter

//# state machines
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
const sfn = new SFNClient({});
await sfn.send(new StartExecutionCommand({ stateMachineArn: body.machine, input: '{}' })); //! sdk-parameter
await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, input: '{"id": "' + q + '", "paid": false}' })); //! sdk-parameter
await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, input: JSON.stringify({ paid: false, ...body }) })); //! sdk-parameter

//# mail of SES
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { SESv2Client, SendEmailCommand as SendV2 } from '@aws-sdk/client-sesv2';
const ses = new SESClient({});
await ses.send(new SendEmailCommand({ Source: 'a@example.com', Destination: { ToAddresses: [body.to] }, Message: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } })); //! sdk-parameter
await ses.send(new SendEmailCommand({ Source: body.from, Destination: { ToAddresses: ['b@example.com'] }, Message: { Subject: { Data: 'x' } } })); //! sdk-parameter
await new SESv2Client({}).send(new SendV2({ FromEmailAddress: 'a@example.com', Destination: { ToAddresses: body.to.split(',') }, Content: {} })); //! sdk-parameter

//# mail of nodemailer
import nodemailer from 'nodemailer';
const transport = nodemailer.createTransport({ host: 'smtp.example.com' });
await transport.sendMail({ from: 'a@example.com', to: body.to, subject: 'x', text: 'x' }); //! sdk-parameter
await transport.sendMail({ from: body.from, to: 'b@example.com', text: q }); //! sdk-parameter
const mailOptions = { from: 'a@example.com', subject: body.subject, text: body.text };
mailOptions.to = q;
await transport.sendMail(mailOptions); //! sdk-parameter
await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', replyTo: 'c@example.com', subject: body.subject, text: body.text });

//# queues and topics
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: body.queue, MessageBody: 'x' })); //! sdk-parameter
await new SNSClient({}).send(new PublishCommand({ TopicArn: q, Message: 'x' })); //! sdk-parameter
await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: `https://sqs.eu-west-1.amazonaws.com/1/${q}`, MessageBody: 'x' })); //! sdk-parameter
await new SNSClient({}).send(new PublishCommand({ TopicArn: `arn:aws:sns:eu-west-1:1:${body.topic}`, Message: 'x' })); //! sdk-parameter

//# tables and secrets
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
await client.send(new GetCommand({ TableName: body.table, Key: { id: '1' } })); //! sdk-parameter
await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: `app/${q}` })); //! sdk-parameter
await getSecret(q); //! sdk-parameter
await getParameter(`/app/${body.name}`); //! sdk-parameter

//# the older SDK
const AWS = require('aws-sdk');
const s3 = new AWS.S3();
const lambda = new AWS.Lambda();
const ses = new AWS.SES();
const sqs = new AWS.SQS();
await s3.getObject({ Bucket: 'b', Key: q }).promise(); //! sdk-parameter
const signed = s3.getSignedUrl('putObject', { Bucket: 'b', Key: body.key, Expires: 60 }); //! sdk-parameter
await s3.upload({ Bucket: body.bucket, Key: 'x', Body: 'x' }).promise(); //! sdk-parameter
lambda.invoke({ FunctionName: q }, (error, data) => data); //! sdk-parameter
await ses.sendEmail({ Source: 'a@example.com', Destination: { ToAddresses: [body.to] }, Message: {} }).promise(); //! sdk-parameter
await sqs.sendMessage({ QueueUrl: body.queue, MessageBody: 'x' }).promise(); //! sdk-parameter

//# ts: tasks and jobs
import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';
import { BatchClient, SubmitJobCommand } from '@aws-sdk/client-batch';
import { AthenaClient, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
export const handler = async (event: APIGatewayProxyEvent) => {
  const { command, image, table } = JSON.parse(event.body!);
  await new ECSClient({}).send(new RunTaskCommand({ taskDefinition: 't', overrides: { containerOverrides: [{ name: 'a', command: ['sh', '-c', command] }] } })); //! sdk-parameter
  await new BatchClient({}).send(new SubmitJobCommand({ jobName: 'x', jobQueue: 'q', jobDefinition: 'd', containerOverrides: { command: [command] } })); //! sdk-parameter
  await new AthenaClient({}).send(new StartQueryExecutionCommand({ QueryString: `SELECT * FROM ${table}` })); //! sql-injection
};

//# data in its place
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
await new LambdaClient({}).send(new InvokeCommand({ FunctionName: process.env.WORKER, Payload: Buffer.from(JSON.stringify(body)) }));
await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body, MessageGroupId: q }));
await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: q, Subject: 'x' }));
await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, input: JSON.stringify({ id: q }) }));
await new SSMClient({}).send(new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: ['i-1'], Parameters: { commands: ['uptime'] } }));
await new SESClient({}).send(new SendEmailCommand({ Source: 'a@example.com', Destination: { ToAddresses: ['b@example.com'] }, Message: { Subject: { Data: body.subject }, Body: { Text: { Data: body.text } } } }));

//# keys under a folder
import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { randomUUID } from 'crypto';
import path from 'path';
const s3 = new S3Client({});
await s3.send(new GetObjectCommand({ Bucket: 'b', Key: `public/${q}` }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `uploads/${randomUUID()}/${body.name}`, Body: 'x' }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `${randomUUID()}${path.extname(body.name)}`, Body: 'x' }));
await s3.send(new GetObjectCommand({ Bucket: 'b', Key: ['public', q].join('/') }));
await s3.send(new GetObjectCommand({ Bucket: 'b', Key: path.posix.join('public', path.basename(q)) }));
await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'public/'.concat(q) }));

//# keys of who is logged in
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  const { sub, 'custom:tenant': tenant } = event.requestContext.authorizer.claims;
  const { file } = event.pathParameters;
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: `${sub}/${file}` }));
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: `${tenant}/${file}` }));
  const key = decodeURIComponent(event.pathParameters.key);
  if (!key.startsWith(`${sub}/`)) return { statusCode: 403 };
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: key }));
};

//# ts: keys of a JWT authorizer
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const tenant = event.requestContext.authorizer.jwt.claims.tenant as string;
  const name = event.pathParameters?.name ?? 'index.json';
  return s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: `${tenant}/${name}` }));
};

//# the object of the event
import { S3Client, GetObjectCommand, CopyObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    const Key = decodeURIComponent(object.key.replace(/\+/g, ' '));
    await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    await s3.send(new CopyObjectCommand({ Bucket: process.env.ARCHIVE, CopySource: `${bucket.name}/${object.key}`, Key: `archive/${Key}` }));
    await s3.send(new DeleteObjectCommand({ Bucket: bucket.name, Key: Key }));
  }
};

//# the object of a call that CloudTrail saw
import { RekognitionClient, DetectTextCommand } from '@aws-sdk/client-rekognition';
export const handler = async (event) => {
  const { bucketName, key } = event.detail.requestParameters;
  await new RekognitionClient({}).send(new DetectTextCommand({ Image: { S3Object: { Bucket: bucketName, Name: key } } }));
};

//# names of a list
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const FUNCTIONS = { resize: process.env.RESIZE, crop: process.env.CROP };
const FunctionName = FUNCTIONS[q];
if (!FunctionName) return { statusCode: 404 };
await new LambdaClient({}).send(new InvokeCommand({ FunctionName }));
const ACCOUNTS = new Set(['111111111111', '222222222222']);
if (!ACCOUNTS.has(body.account)) throw new Error('account');
await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${body.account}:role/reader`, RoleSessionName: 'x' }));
const TABLES = ['orders', 'users'];
const TableName = TABLES.find((name) => name === body.table);
await DynamoDBDocumentClient.from(new DynamoDBClient({})).send(new GetCommand({ TableName, Key: { id: q } }));

//# ts: addresses of a domain
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { z } from 'zod';
const ses = new SESClient({});
const Recipients: Record<string, string> = { sales: 'sales@example.com', help: 'help@example.com' };
export const handler = async (event: APIGatewayProxyEvent) => {
  const { team, text } = JSON.parse(event.body!);
  const to = Recipients[team];
  if (to === undefined) return { statusCode: 400, body: '' };
  await ses.send(new SendEmailCommand({ Source: 'a@example.com', Destination: { ToAddresses: [to] }, Message: { Subject: { Data: 'x' }, Body: { Text: { Data: text } } } }));
  return { statusCode: 200, body: '' };
};

//# ids that are checked
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { validate } from 'uuid';
if (!validate(q)) return { statusCode: 400 };
await new S3Client({}).send(new GetObjectCommand({ Bucket: 'b', Key: q }));
if (!/^[a-z0-9-]{1,64}$/.test(body.name)) return { statusCode: 400 };
await new S3Client({}).send(new GetObjectCommand({ Bucket: 'b', Key: `${body.name}.json` }));
await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, name: q, input: `{"id": "${q}", "n": ${Number(body.n)}}` }));

//# prompts
import { BedrockRuntimeClient, InvokeModelCommand, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
const bedrock = new BedrockRuntimeClient({});
await bedrock.send(new InvokeModelCommand({ modelId: 'm', body: JSON.stringify({ prompt: `You are a bank's assistant. Answer this: ${q}` }) })); //! model-prompt
await bedrock.send(new ConverseCommand({ modelId: 'm', system: [{ text: `Always speak ${body.language} with the user.` }], messages: [] })); //! model-prompt
await new Anthropic().messages.create({ model: 'm', max_tokens: 10, system: `Your name is ${body.name}, be polite.`, messages: [] }); //! model-prompt
await new OpenAI().responses.create({ model: 'm', instructions: 'x', input: `Translate the following text: ${q}` }); //! model-prompt

//# prompts apart
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import OpenAI from 'openai';
const LANGUAGES = ['en', 'de'];
const language = LANGUAGES.includes(body.language) ? body.language : 'en';
await new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'm', system: [{ text: `Answer in the language ${language} only.` }], messages: [{ role: 'user', content: [{ text: q }] }] }));
await new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'system', content: 'Be kind.' }, { role: 'user', content: q }] });

//# schedules and rules
import { SchedulerClient, CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { EventBridgeClient, PutEventsCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
await new SchedulerClient({}).send(new CreateScheduleCommand({ Name: 'x', ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: {}, Target: { Arn: body.target, RoleArn: 'r' } })); //! sdk-parameter
await new EventBridgeClient({}).send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn: body.arn }] })); //! sdk-parameter
await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Source: body.source, DetailType: 'x', Detail: '{}' }] })); //! sdk-parameter
await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Source: 'app', DetailType: 'x', Detail: JSON.stringify(body) }] }));

//# instances and stacks
import { EC2Client, TerminateInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
await new EC2Client({}).send(new TerminateInstancesCommand({ InstanceIds: body.ids })); //! sdk-parameter
await new EC2Client({}).send(new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1, UserData: Buffer.from(`#!/bin/bash\n${q}`).toString('base64') })); //! sdk-parameter
await new CloudFormationClient({}).send(new CreateStackCommand({ StackName: 's', TemplateURL: body.template })); //! sdk-parameter

//# builds and jobs
import { CodeBuildClient, StartBuildCommand } from '@aws-sdk/client-codebuild';
import { GlueClient, StartJobRunCommand } from '@aws-sdk/client-glue';
await new CodeBuildClient({}).send(new StartBuildCommand({ projectName: 'p', buildspecOverride: body.spec })); //! sdk-parameter
await new CodeBuildClient({}).send(new StartBuildCommand({ projectName: q })); //! sdk-parameter
await new GlueClient({}).send(new StartJobRunCommand({ JobName: body.job })); //! sdk-parameter

//# pictures and texts in buckets that the caller names
import { TextractClient, DetectDocumentTextCommand } from '@aws-sdk/client-textract';
import { RekognitionClient, DetectLabelsCommand } from '@aws-sdk/client-rekognition';
await new TextractClient({}).send(new DetectDocumentTextCommand({ Document: { S3Object: { Bucket: body.bucket, Name: body.key } } })); //! sdk-parameter
await new RekognitionClient({}).send(new DetectLabelsCommand({ Image: { S3Object: { Bucket: 'b', Name: q } } })); //! sdk-parameter

//# groups and users
import { CognitoIdentityProviderClient, AdminAddUserToGroupCommand, AdminDeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { IAMClient, AttachUserPolicyCommand } from '@aws-sdk/client-iam';
const cognito = new CognitoIdentityProviderClient({});
await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId: process.env.POOL, Username: 'u', GroupName: body.group })); //! sdk-parameter
await cognito.send(new AdminDeleteUserCommand({ UserPoolId: body.pool, Username: 'u' })); //! sdk-parameter
await new IAMClient({}).send(new AttachUserPolicyCommand({ UserName: 'u', PolicyArn: body.policy })); //! sdk-parameter

//# logs and metrics that the caller names
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient, DecryptCommand } from '@aws-sdk/client-kms';
await new CloudWatchLogsClient({}).send(new GetLogEventsCommand({ logGroupName: body.group, logStreamName: 's' })); //! sdk-parameter
await new KMSClient({}).send(new DecryptCommand({ KeyId: q, CiphertextBlob: Buffer.from('x') })); //! sdk-parameter

//# topics of devices, and streams
import { IoTDataPlaneClient, PublishCommand as IotPublish } from '@aws-sdk/client-iot-data-plane';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
await new IoTDataPlaneClient({}).send(new IotPublish({ topic: `devices/${q}/set`, payload: Buffer.from('x') })); //! sdk-parameter
await new KinesisClient({}).send(new PutRecordCommand({ StreamName: q, Data: Buffer.from('x'), PartitionKey: '1' })); //! sdk-parameter
await new KinesisClient({}).send(new PutRecordCommand({ StreamName: 's', Data: Buffer.from(event.body), PartitionKey: q }));

//# commands made ready elsewhere
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const command = (Bucket, Key) => new GetObjectCommand({ Bucket, Key }); //! sdk-parameter
const params = { Bucket: process.env.BUCKET };
export const handler = async (event) => {
  const { key } = event.queryStringParameters;
  await s3.send(command('b', key));
  const other = Object.assign({}, params, { Key: key });
  await s3.send(new GetObjectCommand(other)); //! sdk-parameter
  await s3.send(new GetObjectCommand({ ...params, Key: event.pathParameters.proxy })); //! sdk-parameter
};

//# ts: a service of one's own around a client
import { LambdaClient, InvokeCommand, InvokeCommandInput } from '@aws-sdk/client-lambda';
class Invoker {
  constructor(private readonly client = new LambdaClient({})) {}
  async call<T>(FunctionName: string, payload: unknown): Promise<T> {
    const input: InvokeCommandInput = { FunctionName, Payload: Buffer.from(JSON.stringify(payload)) };
    const { Payload } = await this.client.send(new InvokeCommand(input)); //! sdk-parameter
    return JSON.parse(Buffer.from(Payload!).toString()) as T;
  }
}
const invoker = new Invoker();
export const handler = async (event: APIGatewayProxyEvent) => {
  const { target, payload } = JSON.parse(event.body!);
  return invoker.call(target, payload);
};

//# posts to connections, of the connection itself
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
const { connectionId, domainName, stage } = event.requestContext;
const client = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(event.body) }));

//# keys with a fixed beginning in steps
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import crypto from 'crypto';
const s3 = new S3Client({});
const keyFor = (user, name) => `users/${user}/${name}`;
const Key = keyFor(q, body.name);
await s3.send(new PutObjectCommand({ Bucket: 'b', Key, Body: 'x' }));
const id = crypto.randomUUID();
const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `${id}-${body.name}`, ContentType: body.type }), { expiresIn: 300 });
let other = 'incoming/';
other += q;
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: other, Body: 'x' }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `${new Date().toISOString()}/${q}.json`, Body: 'x' }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `${Date.now()}-${q}`, Body: 'x' }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `${crypto.createHash('sha256').update(q).digest('hex')}.json`, Body: 'x' }));
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `${process.env.PREFIX}/${q}`, Body: 'x' }));

//# targets by a type
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
const QUEUES = new Map([['email', process.env.EMAIL_QUEUE], ['sms', process.env.SMS_QUEUE]]);
const QueueUrl = QUEUES.get(q);
if (QueueUrl === undefined) return { statusCode: 400 };
await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: event.body }));
const ACTIONS = ['create', 'delete'];
if (!ACTIONS.includes(body.action)) throw new Error('action');
await new LambdaClient({}).send(new InvokeCommand({ FunctionName: `app-${body.action}` }));
const FunctionName = body.kind === 'a' ? process.env.A : process.env.B;
await new LambdaClient({}).send(new InvokeCommand({ FunctionName }));

//# ts: a recipient that is who asks
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
const ses = new SESClient({});
export const handler = async (event: APIGatewayProxyEvent) => {
  const { email } = event.requestContext.authorizer!.claims;
  await ses.send(new SendEmailCommand({
    Source: process.env.FROM,
    Destination: { ToAddresses: [email] },
    ReplyToAddresses: [process.env.REPLY_TO!],
    Message: { Subject: { Data: 'Your order' }, Body: { Text: { Data: JSON.parse(event.body!).text } } },
  }));
};

//# ts: joi and zod for names
import Joi from 'joi';
import { z } from 'zod';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const schema = Joi.object({ key: Joi.string().pattern(/^reports\/[a-z0-9-]+\.csv$/).required() });
const Key = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const handler = async (event: APIGatewayProxyEvent) => {
  const { error, value } = schema.validate(JSON.parse(event.body!));
  if (error) return { statusCode: 400, body: error.message };
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: value.key }));
  await s3.send(new GetObjectCommand({ Bucket: 'b', Key: Key.parse(event.queryStringParameters?.key) }));
};

//# more of S3
import { S3Client, HeadObjectCommand, DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
const s3 = new S3Client({});
await s3.send(new HeadObjectCommand({ Bucket: 'b', Key: q })); //! sdk-parameter
await s3.send(new ListObjectsV2Command({ Bucket: body.bucket })); //! sdk-parameter
await createPresignedPost(s3, { Bucket: 'b', Key: body.key, Expires: 60 }); //! sdk-parameter
await s3.send(new DeleteObjectsCommand({ Bucket: 'b', Delete: { Objects: body.keys.map((Key) => ({ Key })) } })); //! sdk-parameter
await createPresignedPost(s3, { Bucket: 'b', Key: `uploads/${q}`, Expires: 60 });

//# raw mail
import { SESClient, SendRawEmailCommand, SendTemplatedEmailCommand } from '@aws-sdk/client-ses';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
const ses = new SESClient({});
const raw = `From: a@example.com\r\nTo: ${body.to}\r\nSubject: ${q}\r\n\r\nHello`;
await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw) } })); //! sdk-parameter
await ses.send(new SendTemplatedEmailCommand({ Source: 'a@example.com', Destination: { ToAddresses: [q] }, Template: 't', TemplateData: '{}' })); //! sdk-parameter
await new SESv2Client({}).send(new SendEmailCommand({ FromEmailAddress: 'a@example.com', Destination: { ToAddresses: ['b@example.com'] }, Content: { Raw: { Data: Buffer.from(raw) } } })); //! sdk-parameter

//# more of parameters, state machines and commands
import { SSMClient, GetParametersCommand, GetParametersByPathCommand, StartSessionCommand } from '@aws-sdk/client-ssm';
import { SFN, SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from '@aws-sdk/client-bedrock-agent-runtime';
const ssm = new SSMClient({});
await ssm.send(new GetParametersCommand({ Names: body.names })); //! sdk-parameter
await ssm.send(new GetParametersByPathCommand({ Path: `/${q}/`, Recursive: true })); //! sdk-parameter
await ssm.send(new StartSessionCommand({ Target: body.instance })); //! sdk-parameter
await new SFN({}).startExecution({ stateMachineArn: q, input: '{}' }); //! sdk-parameter
await new SFNClient({}).send(new StartSyncExecutionCommand({ stateMachineArn: 'm', input: `{"amount": ${body.amount}}` })); //! sdk-parameter

//# the older SDK, more of it
const AWS = require('aws-sdk');
const ssm = new AWS.SSM();
const sts = new AWS.STS();
const sfn = new AWS.StepFunctions();
const s3 = new AWS.S3();
await ssm.sendCommand({ DocumentName: 'AWS-RunShellScript', Targets: body.targets, Parameters: { commands: ['ls'] } }).promise(); //! sdk-parameter
await sts.assumeRole({ RoleArn: body.role, RoleSessionName: 'x' }).promise(); //! sdk-parameter
await sfn.startExecution({ stateMachineArn: body.machine }).promise(); //! sdk-parameter
const url = await s3.getSignedUrlPromise('getObject', { Bucket: 'b', Key: q }); //! sdk-parameter
s3.getObject({ Bucket: body.bucket, Key: 'a' }).createReadStream(); //! sdk-parameter
await new AWS.SecretsManager().getSecretValue({ SecretId: q }).promise(); //! sdk-parameter
await new AWS.SNS().publish({ TopicArn: body.topic, Message: 'x' }).promise(); //! sdk-parameter

//# ts: a tenant's own names
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const s3 = new S3Client({});
const keyOf = (tenant: string, name: string): string => ['tenants', tenant, name].join('/');
export const handler = async (event: APIGatewayProxyEvent) => {
  const tenant = event.requestContext.authorizer?.lambda?.tenant ?? event.requestContext.authorizer?.tenant;
  await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: keyOf(tenant, event.pathParameters!.name!) }));
  const { key } = JSON.parse(event.body!);
  if (!key.startsWith(`${tenant}/`)) return { statusCode: 403, body: '' };
  await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: key }));
  return new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: JSON.stringify({ tenant, key }) }));
};

//# names by a switch that raises
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
const client = new LambdaClient({});
function functionFor(kind) {
  switch (kind) {
    case 'image': return process.env.IMAGE_FUNCTION;
    case 'video': return process.env.VIDEO_FUNCTION;
    default: throw new Error(`unknown kind`);
  }
}
await client.send(new InvokeCommand({ FunctionName: functionFor(q), Payload: JSON.stringify(body) }));
