import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

const secrets = new SecretsManagerClient({})
const SecretId = process.env.CALENDAR_SECRET

async function current () {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }))
  return JSON.parse(SecretString)
}

async function refresh ({ clientId, clientSecret, refreshToken }) {
  const answer = await fetch('https://calendar.example.com/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken
    }),
    signal: AbortSignal.timeout(5000)
  })
  if (!answer.ok) throw new Error(`refresh failed with ${answer.status}`)
  const { access_token: accessToken, expires_in: seconds } = await answer.json()
  console.debug('new token for %d seconds', seconds)
  return accessToken
}

export async function handler () {
  const secret = await current()
  secret.accessToken = await refresh(secret)
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }))
}
