/** Resend's HTTP API (resend.com/docs/api-reference/emails/send-email), as far as we use it. */
import { type Mailer, MailNotSent } from './mailer.ts'

/** Where the API is, and how long one try may take. */
export type ResendOptions = {
  readonly apiKey: string
  readonly from: string
  readonly baseUrl?: string
  readonly fetcher?: typeof fetch
}

const tries = 3
const tryTimeoutMs = 8000

/** A mailer that sends through Resend. A try that may have succeeded is repeated under the same idempotency key. */
export function makeResendMailer(options: ResendOptions): Mailer {
  const { apiKey, from, baseUrl = 'https://api.resend.com', fetcher = fetch } = options
  return {
    send: async (mail) => {
      const key = crypto.randomUUID()
      for (let count = 1; ; count += 1) {
        const status = await fetcher(`${baseUrl}/emails`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${apiKey}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body: JSON.stringify({ from, to: [mail.to], subject: mail.subject, text: mail.text }),
          signal: AbortSignal.timeout(tryTimeoutMs),
        }).then(
          (answer) => answer.status,
          () => 0,
        )
        if (status >= 200 && status < 300) return
        const mayPass = status === 0 || status === 429 || status >= 500
        if (!mayPass || count === tries) throw new MailNotSent(`the provider answered ${status}`)
        await scheduler.wait(2 ** count * 150 * (0.5 + Math.random()))
      }
    },
  }
}
