import { removeSubscriber } from './subscribers.mjs'

/** SES tells about bounces here. Permanent ones cost the address its subscription. */
export const handler = async event => {
  let removed = 0
  for (const { Sns } of event.Records) {
    const { bounce } = JSON.parse(Sns.Message)
    if (bounce?.bounceType !== 'Permanent') continue
    for (const recipient of bounce.bouncedRecipients) {
      removed += await removeSubscriber(recipient.emailAddress, bounce.bounceSubType)
    }
  }
  return { removed }
}
