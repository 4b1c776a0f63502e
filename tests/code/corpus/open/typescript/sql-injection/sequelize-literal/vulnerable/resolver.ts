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
  const tracks = await Track.findAll({ // FAULT sql-injection
    where: { artist: { [Op.eq]: artist } },
    order: sequelize.literal(`${sort} ASC`), // ALSO sql-injection
    limit: 100,
  });
  return { known, tracks: tracks.map((track) => track.toJSON()) };
};
