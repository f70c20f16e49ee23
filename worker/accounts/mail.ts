/** Sends mail: through a provider where one is set, or into the outbox of a local stack. */
import type { Database } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { makeResendMailer } from './client.ts'
import type { Mailer } from './mailer.ts'
import { addToOutbox } from './store.ts'

/** The mailer that the settings ask for. The outbox cannot be asked for outside a local stack: the settings refuse it. */
export function openMailer(settings: Settings, db: Database): Mailer {
  if (
    settings.MAIL === 'resend' &&
    settings.RESEND_API_KEY !== undefined &&
    settings.MAIL_FROM !== undefined
  ) {
    return makeResendMailer({ apiKey: settings.RESEND_API_KEY, from: settings.MAIL_FROM })
  }
  return {
    send: async (mail) => addToOutbox(db, { ...mail, sentAtMs: Date.now() }),
  }
}
