const escape = require("escape-html");

const headers = { "content-type": "text/html" };

const page = (name) => `<!doctype html><title>Hello</title><h1>Hello ${escape(name)}</h1>`;

exports.handler = async (event) => ({ headers, body: page(event.queryStringParameters.name) });
