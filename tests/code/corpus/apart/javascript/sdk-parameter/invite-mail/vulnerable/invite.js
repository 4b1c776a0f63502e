const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2')

const ses = new SESv2Client({})
const FROM = process.env.FROM_ADDRESS

function mail ({ to, name, note }) {
  const paragraphs = []
  paragraphs.push('<p>Hello ' + name + ',</p>')
  paragraphs.push('<p>' + note + '</p>')
  paragraphs.push('<p><a href="https://plan.example.com/join">Join the plan</a></p>')
  return {
    FromEmailAddress: FROM,
    Destination: { ToAddresses: [].concat(to) },
    Content: {
      Simple: {
        Subject: { Data: 'You are invited' },
        Body: { Html: { Data: paragraphs.join('\n'), Charset: 'UTF-8' } }
      }
    }
  }
}

const HOURLY = 20
let window = { started: 0, count: 0 }

/** A brake of this sandbox's own, beside the one in front of the function. */
function tooMany (now = Date.now()) {
  if (now - window.started > 3600_000) window = { started: now, count: 0 }
  window.count += 1
  return window.count > HOURLY
}

exports.handler = async (event) => {
  if (tooMany()) return { statusCode: 429 }
  const invitation = JSON.parse(event.body)
  if (!invitation.to || !invitation.name) return { statusCode: 400 }
  await ses.send(new SendEmailCommand(mail(invitation))) // FAULT sdk-parameter
  return { statusCode: 202 }
}
