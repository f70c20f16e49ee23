/** JSON that somebody else wrote: what is none is for its reader to answer, not to throw. */

/** What a text says as JSON; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
