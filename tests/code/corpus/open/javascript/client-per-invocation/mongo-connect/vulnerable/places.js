const { MongoClient } = require('mongodb');

class Places {
  constructor(client) {
    this.collection = client.db('travel').collection('places');
  }

  near(longitude, latitude) {
    const point = { type: 'Point', coordinates: [longitude, latitude] };
    return this.collection
      .find({ at: { $near: { $geometry: point, $maxDistance: 5000 } } })
      .project({ _id: 0, name: 1, at: 1 })
      .limit(20)
      .toArray();
  }
}

/** GET /places?lon=8.5&lat=47.4 */
exports.handler = async (event) => {
  const { lon, lat } = event.queryStringParameters ?? {};
  const [longitude, latitude] = [Number(lon), Number(lat)];
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return { statusCode: 400 };

  const client = new MongoClient(process.env.MONGO_URL ?? 'mongodb://localhost'); // FAULT client-per-invocation
  const places = await new Places(client).near(longitude, latitude);
  return { statusCode: 200, body: JSON.stringify(places) };
};
