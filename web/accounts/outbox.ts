/** Finds the newest sign-in link among the mails a local stack kept. */
import type { OutboxMail } from '../api/shapes.ts'

/** The token of the newest sign-in mail to an address; mails are newest last. */
export function newestToken(mails: readonly OutboxMail[], email: string): string | undefined {
  const own = mails.filter((mail) => mail.to.toLowerCase() === email.trim().toLowerCase())
  return own.at(-1)?.text.match(/[?&]token=([^\s&"'<>]+)/)?.[1]
}
