import { source } from './source';
import { Order } from './order';

const STATES = ['paid', 'sent', 'returned'];

/** Moves old orders of a shop out of the way. */
export async function archive(shop: string, state: string, before: Date): Promise<number> {
  if (!STATES.includes(state)) throw new Error('no such state');
  const database = await source();
  const result = await database
    .createQueryBuilder()
    .update(Order)
    .set({ archived: true })
    .where('shop = :shop AND changed < :before', { shop, before })
    .andWhere(`state = '${state}'`)
    .execute();
  return result.affected ?? 0;
}
