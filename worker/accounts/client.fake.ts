/** A fake of Resend's HTTP API that keeps its contract: keys, shapes, idempotency, and the answers it gives to mistakes. */
import { z } from 'zod'

const Mail = z.object({
  from: z.string().includes('@'),
  to: z.array(z.email()).min(1),
  subject: z.string(),
  text: z.string(),
})

/** A mail that the fake took. */
export type TakenMail = z.output<typeof Mail>

/** The fake; `trouble` is what the next requests are answered instead, in order; status 0 is a broken connection. */
export function makeFakeResend(apiKey: string) {
  const taken = new Map<string, TakenMail>()
  const trouble: number[] = []
  const fetcher: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const status = trouble.shift()
    const isLost = status === 0
    if (status !== undefined && !isLost) return Response.json({ name: 'trouble', message: 'no' }, { status })
    if (request.headers.get('authorization') !== `Bearer ${apiKey}`) {
      return Response.json({ name: 'restricted_api_key', message: 'API key is invalid' }, { status: 401 })
    }
    const mail = Mail.safeParse(await request.json())
    if (!mail.success)
      return Response.json({ name: 'validation_error', message: 'bad mail' }, { status: 422 })
    taken.set(request.headers.get('idempotency-key') ?? crypto.randomUUID(), mail.data)
    if (isLost) throw new TypeError('the connection was lost after the mail was taken')
    return Response.json({ id: crypto.randomUUID() })
  }
  return { fetcher, trouble, mails: () => [...taken.values()] }
}
