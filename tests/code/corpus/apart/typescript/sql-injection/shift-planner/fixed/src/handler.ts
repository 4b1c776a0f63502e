import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { DataSource } from 'typeorm';
import { Shift } from './entities';
import { ShiftService } from './service';

const source = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Shift],
  ssl: { rejectUnauthorized: true },
});

let service: Promise<ShiftService> | undefined;

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  service ??= source.initialize().then((ready) => new ShiftService(ready.getRepository(Shift)));
  const { team, onlyOpen } = event.queryStringParameters ?? {};
  if (!team) {
    return { statusCode: 400, body: JSON.stringify({ message: 'team?' }) };
  }
  const shifts = await (await service).ofTeam(team, onlyOpen === 'true');
  return { statusCode: 200, body: JSON.stringify(shifts) };
};
