const sites = new Set(["docs.example.com", "blog.example.com"]);

const titleOf = async (address) => {
  const answer = await fetch(address);
  const [, title = ""] = /<title>([^<]*)/.exec(await answer.text()) ?? [];
  return title;
};

export const handler = async (event) => {
  const { site, page } = JSON.parse(event.body);
  if (!sites.has(site)) return { statusCode: 400 };
  return { title: await titleOf(`https://${site}/${encodeURIComponent(page)}`) };
};
