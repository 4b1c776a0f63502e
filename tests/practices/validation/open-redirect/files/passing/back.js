const shop = "https://shop.example.com";

const to = (path) => ({ statusCode: 302, headers: { location: `${shop}/${path}` } });

exports.handler = async (event) => to(encodeURIComponent(event.queryStringParameters.next));
