const serialize = require('node-serialize');

const STEPS = ['car', 'driver', 'cover', 'summary'];

function cookieOf(event, name) {
    const found = (event.cookies || []).find((c) => c.startsWith(name + '='));
    return found ? found.slice(name.length + 1) : null;
}

function readState(event) {
    const raw = cookieOf(event, 'wizard');
    if (!raw) {
        return { step: 0, answers: {} };
    }
    return serialize.unserialize(Buffer.from(raw, 'base64url').toString('utf8')); // FAULT unsafe-deserialisation
}

function writeState(state) {
    const text = Buffer.from(serialize.serialize(state)).toString('base64url');
    return `wizard=${text}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

exports.handler = async (event) => {
    const state = readState(event);
    if (event.requestContext.http.method === 'POST') {
        const step = STEPS[state.step];
        state.answers[step] = JSON.parse(event.body).answer;
        state.step = Math.min(state.step + 1, STEPS.length - 1);
    }
    return {
        statusCode: 200,
        cookies: [writeState(state)],
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ next: STEPS[state.step] }),
    };
};
