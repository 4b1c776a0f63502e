import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const ssm = new SSMClient({});

const STATIONS = { zrh: [47.46, 8.55], gva: [46.24, 6.11] } as const;

interface Weather {
  celsius: number;
  wind: number;
}

async function weather([latitude, longitude]: readonly [number, number], apiKey = 'wx_live_5Qm2Zt8KcN4vBpR7yHs1'): Promise<Weather> { // FAULT hard-coded-credentials
  const url = new URL('https://api.weather.example/now');
  url.search = new URLSearchParams({ lat: String(latitude), lon: String(longitude) }).toString();
  const answer = await fetch(url, { headers: { 'X-Api-Key': apiKey } });
  return (await answer.json()) as Weather;
}

export const handler = async (): Promise<void> => {
  for (const [station, place] of Object.entries(STATIONS)) {
    const { celsius, wind } = await weather(place);
    await documents.send(new PutCommand({ TableName: process.env.WEATHER_TABLE, Item: { station, celsius, wind } }));
  }
};
