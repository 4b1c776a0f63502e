const ldap = require('ldapjs')

// Lambda authorizer of the print service: may this person print in colour?
const BASE = 'ou=groups,dc=example,dc=com'

function directory () {
  return new Promise((resolve, reject) => {
    const client = ldap.createClient({
      url: process.env.LDAPS_URL,
      tlsOptions: { minVersion: 'TLSv1.2' },
      timeout: 4000
    })
    client.on('error', reject)
    client.bind(process.env.LDAP_USER, process.env.LDAP_PASSWORD, err => err ? reject(err) : resolve(client))
  })
}

const finder = client => user => new Promise((resolve, reject) => {
  const options = {
    scope: 'one',
    attributes: ['cn'],
    filter: new ldap.AndFilter({
      filters: [
        new ldap.EqualityFilter({ attribute: 'objectClass', value: 'posixGroup' }),
        new ldap.EqualityFilter({ attribute: 'cn', value: 'colour' }),
        new ldap.EqualityFilter({ attribute: 'memberUid', value: user })
      ]
    })
  }
  client.search(BASE, options, (err, res) => {
    if (err) return reject(err)
    let found = false
    res.on('searchEntry', () => { found = true })
    res.on('error', reject)
    res.on('end', () => resolve(found))
  })
})

exports.handler = async event => {
  const user = event.headers['x-print-user'] || ''
  const client = await directory()
  try {
    return { isAuthorized: await finder(client)(user) }
  } finally {
    client.unbind()
  }
}
