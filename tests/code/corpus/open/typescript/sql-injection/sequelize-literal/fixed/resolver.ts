import type { AppSyncResolverEvent } from 'aws-lambda';
import { DataTypes, Op, Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL ?? '', { logging: false, pool: { max: 1 } });

const Track = sequelize.define('track', {
  title: DataTypes.STRING,
  artist: DataTypes.STRING,
  seconds: DataTypes.INTEGER,
});

type Column = 'title' | 'artist' | 'seconds';

interface Arguments {
  artist: string;
  sort: Column;
}

const isColumn = (name: string): name is Column => ['title', 'artist', 'seconds'].includes(name);

/** Query.tracks(artist: String!, sort: String!) */
export const handler = async ({ arguments: { artist, sort } }: AppSyncResolverEvent<Arguments>) => {
  const known = isColumn(sort);
  if (!known) throw new Error('no such column');
  const tracks = await Track.findAll({
    where: { artist: { [Op.eq]: artist } },
    order: sequelize.literal(`${sort} ASC`),
    limit: 100,
  });
  return { known, tracks: tracks.map((track) => track.toJSON()) };
};
