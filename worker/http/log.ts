/** Structured logs: one JSON line an event, with ids and figures, and nothing of a person. */
import { DrizzleQueryError } from 'drizzle-orm/errors'

/** Writes one event. Never pass an e-mail address, a network address, a cookie, a token or a file's name. */
export function logEvent(
  event: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
): void {
  console.log(JSON.stringify({ event, ...facts }))
}

/** What of an error may be logged. */
export type ErrorFacts = { readonly name: string; readonly message: string; readonly stack: string }

/** An error for the log. A failed query recites the values it was given, which are people's; they are left out. */
export function factsOfError(error: unknown): ErrorFacts {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  if (!(error instanceof DrizzleQueryError)) return { name, message, stack }
  const why = error.cause === undefined ? '' : ` (${error.cause.message})`
  const withoutValues = `Failed query: ${error.query}${why}`
  return { name, message: withoutValues, stack: stack.replace(message, () => withoutValues) }
}
