import { LocationClient, BatchUpdateDevicePositionCommand } from '@aws-sdk/client-location';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const location = new LocationClient({});
const ssm = new SSMClient({});
const TELEMATICS = 'http://telematics.example.com/api/positions'; // ALSO clear-text-endpoint

interface Position {
  plate: string;
  lon: number;
  lat: number;
  at: string;
}

async function positions(): Promise<Position[]> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.KEY_NAME, WithDecryption: true }));
  const response = await fetch(TELEMATICS, { // FAULT clear-text-endpoint
    headers: { 'x-api-key': Parameter?.Value ?? '' },
    signal: AbortSignal.timeout(8000),
  });
  if (!response.ok) throw new Error(`telematics: ${response.status}`);
  return (await response.json()) as Position[];
}

export async function handler(): Promise<void> {
  const found = await positions();
  for (let i = 0; i < found.length; i += 10) {
    await location.send(
      new BatchUpdateDevicePositionCommand({
        TrackerName: process.env.TRACKER,
        Updates: found.slice(i, i + 10).map(({ plate, lon, lat, at }) => ({
          DeviceId: plate,
          Position: [lon, lat],
          SampleTime: new Date(at),
        })),
      }),
    );
  }
}
