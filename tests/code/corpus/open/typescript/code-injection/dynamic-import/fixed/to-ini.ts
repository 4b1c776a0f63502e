const ini = (text: string): string =>
  Object.entries(JSON.parse(text))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

export default ini;
