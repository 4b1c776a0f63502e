const csv = (text: string): string =>
  Object.entries(JSON.parse(text))
    .map((pair) => pair.join(','))
    .join('\n');

export default csv;
