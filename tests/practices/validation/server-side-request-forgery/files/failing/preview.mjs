const titleOf = async (address) => {
  const answer = await fetch(address); // violated
  const [, title = ""] = /<title>([^<]*)/.exec(await answer.text()) ?? [];
  return title;
};

export const handler = async (event) => {
  const { link } = JSON.parse(event.body);
  return { title: await titleOf(link) };
};
