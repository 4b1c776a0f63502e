import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

function tree(query, make = () => Object.create(null)) {
  const root = make();
  for (const [name, value] of Object.entries(query)) {
    const [group, field] = name.split('.', 2);
    root[group] ??= make();
    root[group][field ?? 'value'] = value;
  }
  return root;
}

const listings = async () => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.LISTINGS_BUCKET, Key: 'listings.json' }));
  return JSON.parse(await Body.transformToString());
};

/** GET /listings?price.max=400&rooms.min=2 */
export const handler = async (event) => {
  const { price, rooms } = tree(event.queryStringParameters ?? {});
  const found = (await listings()).filter(
    (listing) => listing.price <= Number(price?.max ?? 1e9) && listing.rooms >= Number(rooms?.min ?? 0),
  );
  return { statusCode: 200, body: JSON.stringify(found) };
};
