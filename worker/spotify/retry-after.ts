/** What Spotify says of when to come back. */

const longestSeconds = 86_400

/** `Retry-After` in seconds (RFC 9110, section 10.2.3), as Spotify sends it; `otherwiseSeconds` where it says nothing we understand. */
export function retryAfterSeconds(headers: Headers, otherwiseSeconds: number): number {
  const said = headers.get('retry-after')
  const seconds = said === null ? Number.NaN : Number(said)
  if (!Number.isFinite(seconds) || seconds < 0) return otherwiseSeconds
  return Math.min(longestSeconds, Math.max(1, Math.ceil(seconds)))
}
