import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import sql from 'mssql';

const config = {
    server: process.env.SQL_SERVER,
    user: process.env.SQL_USER,
    password: process.env.SQL_PASSWORD,
    database: 'canteen',
    options: { encrypt: true, trustServerCertificate: false },
};

let ready;
const pool = () => (ready ??= sql.connect(config));

const app = new Hono();

app.get('/menus/:site/:week', async (c) => {
    const site = c.req.param('site');
    const week = Number.parseInt(c.req.param('week'), 10);
    if (!(week >= 1 && week <= 53)) {
        return c.json({ error: 'week?' }, 400);
    }

    const db = await pool();
    const result = await db
        .request()
        .input('site', sql.VarChar(40), site)
        .query(`SELECT day, dish FROM menu WHERE week = ${week} AND site = @site ORDER BY day`);
    return c.json({ week, dishes: result.recordset });
});

export const handler = handle(app);
