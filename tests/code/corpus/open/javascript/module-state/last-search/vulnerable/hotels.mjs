import { readFile } from 'node:fs/promises';

const hotels = JSON.parse(await readFile(new URL('./hotels.json', import.meta.url), 'utf8'));
const filters = {};

const fits = (hotel, wanted) => Object.entries(wanted).every(([name, value]) => String(hotel[name]) === value);

export const handler = async (event) => {
  const { town, stars, pets } = event.queryStringParameters ?? {};
  if (town) filters.town = town; // FAULT module-state
  if (stars) filters.stars = stars; // FAULT module-state
  if (pets) filters.pets = pets; // FAULT module-state
  return { statusCode: 200, body: JSON.stringify(hotels.filter((hotel) => fits(hotel, filters))) };
};
