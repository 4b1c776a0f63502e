import { source } from './source';
import { Order } from './order';


/** Moves old orders of a shop out of the way. */
export async function archive(shop: string, state: string, before: Date): Promise<number> {
  const database = await source();
  const result = await database
    .createQueryBuilder()
    .update(Order)
    .set({ archived: true })
    .where('shop = :shop AND changed < :before', { shop, before })
    .andWhere(`state = '${state}'`) // FAULT sql-injection
    .execute();
  return result.affected ?? 0;
}
