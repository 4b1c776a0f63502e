const otp = () => Math.floor(100000 + Math.random() * 900000); // violated

exports.handler = async () => {
  const session = Math.random().toString(36).slice(2); // violated
  return { statusCode: 200, cookies: [`session=${session}`], body: String(otp()) };
};
