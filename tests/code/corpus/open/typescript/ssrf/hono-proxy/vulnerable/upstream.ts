/** Where a tenant's own service answers. */
export function upstream(tenant: string): string {
  const name = decodeURIComponent(tenant).toLowerCase();
  return `https://${name}.restaurants.example`;
}
