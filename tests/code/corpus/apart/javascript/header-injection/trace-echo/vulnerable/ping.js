'use strict'

const { randomUUID } = require('crypto')

function header (event, name) {
  const headers = event.headers || {}
  const key = Object.keys(headers).find(k => k.toLowerCase() === name)
  return key && headers[key]
}

/** Wraps a handler: what comes with an id goes with that id. */
const traced = next => async event => {
  const trace = decodeURIComponent(header(event, 'x-trace-id') || randomUUID())
  const response = await next(event, trace)
  return {
    ...response,
    headers: { ...response.headers, 'X-Trace-Id': trace } // FAULT header-injection
  }
}

/** Keeps answers out of caches. */
const uncached = next => async (...args) => {
  const response = await next(...args)
  return { ...response, headers: { 'Cache-Control': 'no-store', ...response.headers } }
}

const started = Date.now()

exports.handler = traced(uncached(async () => ({
  statusCode: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ up: Math.round((Date.now() - started) / 1000) })
})))
