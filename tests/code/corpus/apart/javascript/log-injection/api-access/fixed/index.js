const TEASERS = require('./teasers.json')

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
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(known ? pick(TEASERS[topic]) : null)
  }

  const micros = (process.hrtime.bigint() - started) / 1000n
  console.log(JSON.stringify({ status: response.statusCode, topic, from: headers.referer || '-', micros: Number(micros) }))
  return response
}
