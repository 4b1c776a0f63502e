const winston = require('winston');

const logger = winston.createLogger({
  format: winston.format.printf(({ level, message }) => `${level} ${message}`),
  transports: [new winston.transports.Console()],
});

const CHOICES = ['yes', 'no', 'blank'];

/** POST /votes, a show of hands. */
exports.handler = async (event) => {
  const { choice, comment = '' } = JSON.parse(event.body);
  if (!CHOICES.includes(choice)) return { statusCode: 422 };
  logger.info(`vote ${choice} comment ${comment}`); // FAULT log-injection
  return { statusCode: 204 };
};
