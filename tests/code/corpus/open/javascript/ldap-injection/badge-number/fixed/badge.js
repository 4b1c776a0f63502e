const { Client } = require('ldapts');
const { IoTDataPlane } = require('@aws-sdk/client-iot-data-plane');

const iot = new IoTDataPlane({ endpoint: process.env.IOT_ENDPOINT });

async function holder(badge) {
  const directory = new Client({ url: process.env.LDAP_URL, timeout: 2000 });
  try {
    await directory.bind(process.env.LDAP_USER, process.env.LDAP_PASSWORD);
    const { searchEntries } = await directory.search('ou=people,dc=plant,dc=example', {
      scope: 'sub',
      filter: `(&(objectClass=inetOrgPerson)(employeeNumber=${badge}))`,
      attributes: ['uid'],
    });
    return searchEntries.length === 1 ? searchEntries[0].uid : null;
  } finally {
    await directory.unbind();
  }
}

/** A reader at a gate says which badge it saw. */
exports.handler = async ({ gate, badge }) => {
  const uid = await holder(Number.parseInt(badge, 10));
  await iot.publish({ topic: `gates/${Number(gate)}`, qos: 1, payload: JSON.stringify({ open: uid !== null }) });
};
