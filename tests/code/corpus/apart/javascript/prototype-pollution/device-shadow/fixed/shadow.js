'use strict'

const { IoTDataPlaneClient, UpdateThingShadowCommand } = require('@aws-sdk/client-iot-data-plane')

const iot = new IoTDataPlaneClient({})

const STEP = /^(?!__proto__$|constructor$|prototype$)[A-Za-z]\w{0,30}$/

class Shadow {
  constructor () {
    this.reported = {}
  }

  set (path, value) {
    const keys = path.split('.')
    if (!keys.every(key => STEP.test(key))) throw new RangeError('path')
    let at = this.reported
    while (keys.length > 1) {
      const key = keys.shift()
      if (at[key] === undefined) at[key] = {}
      at = at[key]
    }
    at[keys[0]] = value
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
