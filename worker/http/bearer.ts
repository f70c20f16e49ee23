/** The API token of a request (RFC 6750): one reading of it for whoever asks about origins and whoever asks for an account. */

/**
 * The token in an `Authorization` header; `undefined` for every other scheme, and for none. Where there is one, it decides
 * alone: a cookie beside it counts for nothing.
 */
export function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}
