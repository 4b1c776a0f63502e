const https = require('node:https');

const DEVICES = {
  lobby: { hostname: 'lobby.displays.example', path: '/status' },
  roof: { hostname: 'roof.displays.example', path: '/status' },
};

function ask(options) {
  return new Promise((resolve, reject) => {
    const request = https.request({ method: 'GET', timeout: 2000, ...options }, (response) => { // FAULT ssrf
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, text: text.slice(0, 1000) }));
    });
    request.on('timeout', () => request.destroy(new Error('too slow')));
    request.on('error', reject);
    request.end();
  });
}

exports.handler = async (event) => {
  const { display, hostname, path = '/status' } = JSON.parse(event.body);
  const options = Object.hasOwn(DEVICES, display) ? DEVICES[display] : { hostname, path };
  const { status, text } = await ask(options);
  return { statusCode: 200, body: JSON.stringify({ up: status === 200, text }) };
};
