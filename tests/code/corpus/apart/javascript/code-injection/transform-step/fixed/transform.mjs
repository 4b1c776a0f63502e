import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

const bus = new EventBridgeClient({})

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
      DetailType: kind === 'order' ? 'OrderMapped' : 'DocumentMapped',
      Detail: JSON.stringify(result),
    })
  }

  for (let i = 0; i < Entries.length; i += 10) {
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: Entries.slice(i, i + 10) }))
    if (FailedEntryCount) throw new Error(`${FailedEntryCount} events not put`)
  }
}
