/** What a caller can be told no for: one closed table, and the error that carries an entry of it to the border. */

/** Everything a caller can be told no for. Adding a code without its status does not compile. */
export const refusals = {
  'invalid-request': { status: 400, title: 'The request is not what this address takes' },
  'sign-in-required': { status: 401, title: 'Sign in first' },
  'sign-in-link-invalid': { status: 400, title: 'This sign-in link does not work' },
  'scope-missing': { status: 403, title: 'This token may not do that' },
  'foreign-origin': { status: 403, title: 'This request came from another site' },
  'address-invalid': { status: 403, title: 'This address does not work, or not any more' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'song-not-found': { status: 404, title: 'There is no such song' },
  'media-not-found': { status: 404, title: 'There is no such photo or clip' },
  'lyrics-not-found': { status: 404, title: 'There are no words for this song' },
  'upload-not-found': { status: 404, title: 'There is no such upload' },
  'video-not-found': { status: 404, title: 'There is no such video' },
  'render-not-found': { status: 404, title: 'There is no such render' },
  'part-not-found': { status: 404, title: 'The video has no such part' },
  'take-not-found': { status: 404, title: 'There is no such take' },
  'order-not-found': { status: 404, title: 'There is no such order' },
  'job-not-found': { status: 404, title: 'There is no such job' },
  'token-not-found': { status: 404, title: 'There is no such token' },
  'share-not-found': { status: 404, title: 'There is no such video here, or not any more' },
  'room-not-found': { status: 404, title: 'There is no such room' },
  'playlist-not-found': { status: 404, title: 'There is no such playlist' },
  'playlist-item-not-found': { status: 404, title: 'The playlist has no such song' },
  'snapshot-not-found': { status: 404, title: 'There is no such snapshot' },
  'wish-not-found': { status: 404, title: 'Nobody wishes for this here' },
  'room-closed': { status: 410, title: 'This room is over' },
  'room-locked': { status: 403, title: 'This room lets nobody new in' },
  'room-full': { status: 403, title: 'This room is full' },
  'pass-required': { status: 401, title: 'Join the room first' },
  'operation-refused': { status: 409, title: 'The room did not take this' },
  'share-locked': { status: 403, title: 'This video asks for a password' },
  'password-wrong': { status: 403, title: 'That is not the password' },
  'download-not-offered': { status: 403, title: 'This video is only to be watched' },
  'budget-exceeded': { status: 402, title: 'The budget does not reach' },
  'signature-invalid': { status: 401, title: 'This message is not signed as it must be' },
  'price-changed': { status: 409, title: 'The price is another one now' },
  'not-ready': { status: 409, title: 'This is not ready yet' },
  'if-match-required': { status: 428, title: 'Say which version you change' },
  conflict: { status: 409, title: 'This cannot be done in the present state' },
  'upload-incomplete': { status: 409, title: 'Parts of this upload are missing' },
  'changed-meanwhile': { status: 412, title: 'Somebody changed this meanwhile' },
  'too-large': { status: 413, title: 'This is larger than we take' },
  'unsupported-format': { status: 415, title: 'We cannot use this kind of file' },
  'json-required': { status: 415, title: 'Send JSON here' },
  'range-not-satisfiable': { status: 416, title: 'The file has no such range' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for something else' },
  'unreadable-file': { status: 422, title: 'This file cannot be read' },
  'playlist-unreadable': { status: 422, title: 'This is no playlist that we can read' },
  'playlist-has-faults': { status: 422, title: 'Songs of this playlist cannot be read' },
  'limit-exceeded': { status: 422, title: 'This file is over a limit' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'not-set-up': { status: 501, title: 'This is not set up here' },
  'spotify-not-connected': { status: 409, title: 'Spotify is not connected' },
  'spotify-consent-needed': { status: 409, title: 'Spotify wants your consent again' },
  'spotify-premium-required': { status: 403, title: 'Spotify asks for Premium' },
  'spotify-owner-premium': { status: 403, title: 'Spotify has paused this installation' },
  'spotify-not-on-list': { status: 403, title: 'This Spotify account is not on the list of this app' },
  'spotify-refused': { status: 403, title: 'Spotify does not do this' },
  'spotify-no-device': { status: 404, title: 'Spotify is not open on any device' },
  'spotify-not-found': { status: 404, title: 'Spotify has no such thing' },
  'spotify-not-taken': { status: 422, title: 'Spotify does not take this' },
  'spotify-busy': { status: 429, title: 'Spotify asks us to wait' },
  'spotify-quota-exceeded': { status: 429, title: 'The quota of this app at Spotify is used up' },
  'spotify-unavailable': { status: 503, title: 'Spotify is not answering' },
  'service-unavailable': { status: 503, title: 'A part of Cuecraft is not answering' },
} as const satisfies Record<string, { status: number; title: string }>

/** A code of the table. */
export type RefusalCode = keyof typeof refusals

/** A no to the caller. `detail` is one sentence that says what to do now; `headers` ride on the answer. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>

  constructor(code: RefusalCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(`${code}: ${detail}`)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
    this.headers = headers
  }
}

/** A no to one field of a request, by its path: `files.0.startFrame`. The answer carries it as `field`, for programs to read. */
export class FieldRefusal extends Refusal {
  readonly field: string

  constructor(field: string, detail: string) {
    super('invalid-request', detail)
    this.field = field
  }
}

/**
 * A no of a room to an operation. The answer carries why as `reason`, the same word as over the room's socket, and when to come back
 * where waiting helps.
 */
export class OperationRefusal extends Refusal {
  readonly reason: string

  constructor(reason: string, detail: string, retryAfterSeconds?: number) {
    if (retryAfterSeconds === undefined) super('operation-refused', detail)
    else super('too-many-requests', detail, { 'retry-after': String(retryAfterSeconds) })
    this.reason = reason
  }
}

/** A no to one field, whose sentence begins with its name: `"range": the video ends at frame 600.` */
export function refusalOf(field: string, reason: string): FieldRefusal {
  return new FieldRefusal(field, `"${field}": ${reason}`)
}
