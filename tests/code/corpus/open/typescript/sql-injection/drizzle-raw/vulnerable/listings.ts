import { and, eq, gte, sql, type SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';

const flats = pgTable('flats', {
  id: integer('id').primaryKey(),
  town: text('town').notNull(),
  title: text('title').notNull(),
  rooms: integer('rooms').notNull(),
});

interface Wish {
  words: string;
  rooms: number;
  town?: string;
}

export class Listings {
  private readonly db = drizzle(process.env.DATABASE_URL ?? '');

  private conditions({ words, rooms, town }: Wish): SQL | undefined {
    const text = sql.raw(`title_index @@ websearch_to_tsquery('${words}')`); // FAULT sql-injection
    return and(text, gte(flats.rooms, rooms), town === undefined ? undefined : eq(flats.town, town));
  }

  async search(wish: Wish) {
    return this.db.select().from(flats).where(this.conditions(wish)).limit(25);
  }
}
