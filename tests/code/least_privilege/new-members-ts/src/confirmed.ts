import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { PostConfirmationTriggerHandler } from "aws-lambda";

const cognito = new CognitoIdentityProviderClient({});
const dynamodb = new DynamoDBClient({});

export const handler: PostConfirmationTriggerHandler = async (event) => {
  const { userPoolId: UserPoolId, userName: Username } = event;
  const sub = event.request.userAttributes.sub!;
  await Promise.all([
    cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: "members" })),
    dynamodb.send(
      new PutItemCommand({
        TableName: process.env.PROFILES,
        Item: { sub: { S: sub }, name: { S: Username } },
        ConditionExpression: "attribute_not_exists(#s)",
        ExpressionAttributeNames: { "#s": "sub" },
      }),
    ),
  ]);
  return event;
};
