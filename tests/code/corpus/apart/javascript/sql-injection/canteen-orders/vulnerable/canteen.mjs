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

// Nobody gets anything but letters, digits and percent signs through this.
const safe = (text) => encodeURIComponent(text);

const app = new Hono();

app.get('/menus/:site/:week', async (c) => {
    const site = safe(c.req.param('site'));
    const week = Number.parseInt(c.req.param('week'), 10);
    if (!(week >= 1 && week <= 53)) {
        return c.json({ error: 'week?' }, 400);
    }

    const db = await pool();
    const result = await db.request().query(`SELECT day, dish FROM menu WHERE week = ${week} AND site = '${site}' ORDER BY day`); // FAULT sql-injection
    return c.json({ week, dishes: result.recordset });
});

export const handler = handle(app);
