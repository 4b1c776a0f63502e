'use strict'

const { IoTDataPlaneClient, UpdateThingShadowCommand } = require('@aws-sdk/client-iot-data-plane')

const iot = new IoTDataPlaneClient({})

class Shadow {
  constructor () {
    this.reported = {}
  }

  set (path, value) {
    const keys = path.split('.')
    let at = this.reported
    while (keys.length > 1) {
      const key = keys.shift()
      if (at[key] === undefined) at[key] = {}
      at = at[key]
    }
    at[keys[0]] = value // FAULT prototype-pollution
    return this
  }

  toPayload () {
    return JSON.stringify({ state: { reported: this.reported } })
  }
}

// { thing: "boiler-7", values: [{ path: "water.celsius", value: 61.5 }] }
exports.handler = async ({ thing, values }) => {
  const shadow = new Shadow()
  for (const { path, value } of values) {
    shadow.set(path, value)
  }
  await iot.send(new UpdateThingShadowCommand({ thingName: thing, payload: shadow.toPayload() }))
}
