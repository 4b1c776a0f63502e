const TEASERS = require('./teasers.json')

const HOUR = 3600
const headersFor = status => ({
  'content-type': 'application/json',
  'cache-control': status === 200 ? `public, max-age=${HOUR}` : 'no-store',
  vary: 'accept-encoding'
})

function pick (list) {
  return list[Math.floor(Math.random() * list.length)]
}

exports.handler = async event => {
  const started = process.hrtime.bigint()
  const { rawPath, headers } = event
  const topic = decodeURIComponent(rawPath.split('/').pop())

  const known = Object.hasOwn(TEASERS, topic)
  const response = {
    statusCode: known ? 200 : 404,
    headers: headersFor(known ? 200 : 404),
    body: JSON.stringify(known ? pick(TEASERS[topic]) : null)
  }

  const micros = (process.hrtime.bigint() - started) / 1000n
  console.log(`${response.statusCode} ${topic} from ${decodeURIComponent(headers.referer || '-')} in ${micros} µs`) // FAULT log-injection
  return response
}
