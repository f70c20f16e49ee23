/** One JSON line an event. Ids and figures only: no names of files, no addresses, nothing of a person. */

/** Writes one event to standard output. */
export function logEvent(
  event: string,
  facts: Readonly<Record<string, string | number | boolean>> = {},
): void {
  console.log(JSON.stringify({ event, at: new Date().toISOString(), ...facts }))
}
