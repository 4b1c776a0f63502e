import vm from 'node:vm'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

const bus = new EventBridgeClient({})

// {"data": {...}, "script": "({ total: data.lines.length })"}
export const handler = async (event) => {
  const Entries = []
  for (const record of event.Records) {
    const { data, script, kind } = JSON.parse(record.body)
    const result = vm.runInNewContext(script, { data: structuredClone(data) }, { timeout: 200 }) // FAULT code-injection
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
