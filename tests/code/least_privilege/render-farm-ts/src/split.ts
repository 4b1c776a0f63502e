import { call } from "./call";

export const handler = async ({ film, seconds }: { film: string; seconds: number }) => {
  const pieces = Array.from({ length: Math.ceil(seconds / 10) }, (_, piece) => ({ film, piece }));
  const taken = await Promise.all(pieces.map((piece) => call(process.env.RENDER_FUNCTION!, piece)));
  return taken.filter(Boolean).length;
};
