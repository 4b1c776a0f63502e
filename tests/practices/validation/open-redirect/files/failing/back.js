const to = (location) => ({ statusCode: 302, headers: { location } });

exports.handler = async (event) => ({ ...to("/"), headers: { location: event.queryStringParameters.next } }); // violated
