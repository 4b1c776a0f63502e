import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import { html } from 'hono/html'
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'

const cloudwatch = new CloudWatchClient({})
const app = new Hono()

async function alarms (prefix: string): Promise<number> {
  const { MetricAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: prefix, StateValue: 'ALARM' })
  )
  return MetricAlarms.length
}

app.use(async (c, next) => {
  await next()
  c.header('cache-control', 'public, max-age=15')
  c.header('x-content-type-options', 'nosniff')
})

app.get('/', async c => c.html(html`<h1>All services</h1><p>${await alarms('service-')} alarms</p>`))

app.get('/:service', async c => {
  const service = c.req.param('service')
  const count = await alarms(`service-${service}-`)
  const light = count === 0 ? '🟢' : '🔴'
  return c.html(html`<!doctype html><title>Status</title><h1>${light} ${service}</h1><p>${count} alarms</p>`)
})

export const handler = handle(app)
