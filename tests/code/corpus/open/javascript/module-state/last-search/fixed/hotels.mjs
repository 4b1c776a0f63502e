import { readFile } from 'node:fs/promises';

const hotels = JSON.parse(await readFile(new URL('./hotels.json', import.meta.url), 'utf8'));

const fits = (hotel, wanted) => Object.entries(wanted).every(([name, value]) => String(hotel[name]) === value);

export const handler = async (event) => {
  const { town, stars, pets } = event.queryStringParameters ?? {};
  const filters = {};
  if (town) filters.town = town;
  if (stars) filters.stars = stars;
  if (pets) filters.pets = pets;
  return { statusCode: 200, body: JSON.stringify(hotels.filter((hotel) => fits(hotel, filters))) };
};
