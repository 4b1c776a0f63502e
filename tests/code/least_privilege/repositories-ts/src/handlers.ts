import { MatchRepository, TeamRepository } from "./repositories";

const teams = new TeamRepository();
const matches = new MatchRepository();

export const saveMatch = async (match: { id: string; home: string; away: string }) => {
  const found = await Promise.all([teams.load(match.home), teams.load(match.away)]);
  if (found.includes(undefined)) throw new Error("no such team");
  await matches.save(match);
};

export const renameTeam = async ({ id, name }: { id: string; name: string }) => teams.rename(id, name);
