/** What sending mail is, whoever sends it. */

/** A mail to one person, as plain text. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** Sends a mail, or throws when it is sure that it was not sent. */
export type Mailer = { send(mail: Mail): Promise<void> }
