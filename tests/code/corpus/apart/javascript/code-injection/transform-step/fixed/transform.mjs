import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

const bus = new EventBridgeClient({})

const BATCH = 10
const TYPES = { order: 'OrderMapped', invoice: 'InvoiceMapped', delivery: 'DeliveryMapped' }

async function put (entries) {
  for (let i = 0; i < entries.length; i += BATCH) {
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: entries.slice(i, i + BATCH) }))
    if (FailedEntryCount) throw new Error(`${FailedEntryCount} events not put`)
  }
}

// {"data": {...}, "fields": {"total": "order.total"}}: new names, and the paths of old ones
const pick = (data, path) => path.split('.').reduce((at, name) => (Object.hasOwn(Object(at), name) ? at[name] : undefined), data)

export const handler = async (event) => {
  const Entries = []
  for (const record of event.Records) {
    const { data, fields, kind } = JSON.parse(record.body)
    const result = Object.fromEntries(Object.entries(fields).map(([name, path]) => [name, pick(data, path)]))
    Entries.push({
      EventBusName: process.env.BUS_NAME,
      Source: 'integration.transform',
      DetailType: TYPES[kind] ?? 'DocumentMapped',
      Detail: JSON.stringify(result),
    })
  }

  await put(Entries)
  return { mapped: Entries.length }
}
