/** The points of a track as GeoJSON. */
export function toGeoJson(text) {
  const coordinates = [...text.matchAll(/<trkpt lat="(-?[\d.]+)" lon="(-?[\d.]+)"/g)].map(([, lat, lon]) => [
    Number(lon),
    Number(lat),
  ]);
  return { type: 'Feature', geometry: { type: 'LineString', coordinates } };
}
