/** Structured logs: one JSON line an event, with ids and figures, and nothing of a person. */

/** Writes one event. Never pass an e-mail address, a network address, a cookie, a token or a file's name. */
export function logEvent(
  event: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
): void {
  console.log(JSON.stringify({ event, ...facts }))
}
