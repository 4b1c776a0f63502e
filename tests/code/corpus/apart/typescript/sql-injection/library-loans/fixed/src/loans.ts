import { select } from './database';

export interface Loan {
  id: number;
  title: string;
  reader: string;
  due: Date;
}

export interface Search {
  branch: number;
  title?: string;
  overdue?: boolean;
  page: number;
}

const PAGE = 30;

export class Loans {
  private where({ branch, title, overdue }: Search): [string, unknown[]] {
    const conditions = [`loan.branch = ${branch}`, 'loan.returned IS NULL'];
    const values: unknown[] = [];
    if (overdue) conditions.push('loan.due < now()');
    if (title) {
      values.push(`%${title}%`);
      conditions.push(`book.title ILIKE $${values.length}`);
    }
    return [conditions.join(' AND '), values];
  }

  async search(search: Search): Promise<{ total: number; loans: Loan[] }> {
    const [where, values] = this.where(search);
    const [{ total }] = await select<{ total: string }>(
      `SELECT count(*) AS total FROM loan JOIN book ON book.id = loan.book WHERE ${where}`,
      values,
    );
    const loans = await select<Loan>(
      `SELECT loan.id, book.title, loan.reader, loan.due
       FROM loan JOIN book ON book.id = loan.book
       WHERE ${where} ORDER BY loan.due LIMIT ${PAGE} OFFSET ${search.page * PAGE}`,
      values,
    );
    return { total: Number(total), loans };
  }

  async one(id: number): Promise<Loan | undefined> {
    const [loan] = await select<Loan>(
      'SELECT loan.id, book.title, loan.reader, loan.due FROM loan JOIN book ON book.id = loan.book WHERE loan.id = $1',
      [id],
    );
    return loan;
  }
}
