const jwt = require('jsonwebtoken');

async function weather(key = 'wx_5Qm2Zt8KcN4vBpR7yHs1') { // violated
  const answer = await fetch('https://weather.example/now', { headers: { 'X-Api-Key': key } });
  return answer.json();
}

exports.handler = async (event) => {
  const token = jwt.sign({ sub: event.requestContext.accountId }, 'Wq7-otter-0452-lantern'); // violated
  return { statusCode: 200, body: JSON.stringify({ token, weather: await weather() }) };
};
