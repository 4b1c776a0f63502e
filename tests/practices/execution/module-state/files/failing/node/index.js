const filters = {};
let profile;

exports.handler = async (event) => {
  const { town, token } = event.queryStringParameters;
  filters.town = town; // violated
  profile ??= await (await fetch(`https://users.example/?token=${encodeURIComponent(token)}`)).json(); // violated
  return { statusCode: 200, body: JSON.stringify({ filters, profile }) };
};
