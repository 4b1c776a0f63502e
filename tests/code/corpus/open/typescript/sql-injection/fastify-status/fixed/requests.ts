import { Client } from 'pg';

export class Requests {
  private client?: Client;

  constructor(private readonly url: string) {}

  private async connected(): Promise<Client> {
    if (this.client === undefined) {
      this.client = new Client({ connectionString: this.url });
      await this.client.connect();
    }
    return this.client;
  }

  async list(status: string, page: number): Promise<unknown[]> {
    const client = await this.connected();
    const { rows } = await client.query({
      text: `SELECT id, title FROM requests WHERE status = '${status}' ORDER BY id LIMIT 20 OFFSET $1`,
      values: [page * 20],
    });
    return rows;
  }
}
