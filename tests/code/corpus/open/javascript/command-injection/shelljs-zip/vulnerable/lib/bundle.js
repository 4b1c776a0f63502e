const shell = require('shelljs');
const { randomUUID } = require('node:crypto');
const { checked } = require('./names');

const REPORTS = '/mnt/reports';

exports.bundle = async (reports) => {
  const archive = `${randomUUID()}.zip`;
  const names = reports.map(checked);
  const { code } = shell.exec(`cd ${REPORTS} && zip -q archives/${archive} ${names.join(' ')}`, { silent: true }); // FAULT command-injection
  if (code !== 0) throw new Error(`zip ended with ${code}`);
  return archive;
};
