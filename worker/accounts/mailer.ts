/** What sending mail is, whoever sends it. */

/** A mail to one person, as plain text. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** The provider did not take a mail, after every try. */
export class MailNotSent extends Error {
  constructor(why: string) {
    super(`mail: ${why}`)
    this.name = 'MailNotSent'
  }
}

/** Sends a mail. Throws `MailNotSent` when the provider did not take it. */
export type Mailer = { send(mail: Mail): Promise<void> }
