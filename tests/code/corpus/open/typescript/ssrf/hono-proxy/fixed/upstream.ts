/** Where a tenant's own service answers. */
export function upstream(tenant: string): string {
  const name = decodeURIComponent(tenant).toLowerCase();
  if (!/^[a-z][a-z0-9-]{2,30}$/.test(name)) throw new RangeError('no such tenant');
  return `https://${name}.restaurants.example`;
}
