/** Ids: a short type prefix and a sortable random part, the same form everywhere. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The prefix of every kind of thing that has an id. */
export type IdPrefix =
  | 'acc'
  | 'tok'
  | 'sng'
  | 'med'
  | 'upl'
  | 'job'
  | 'vid'
  | 'rnd'
  | 'req'
  | 'ses'
  | 'tke'
  | 'led'
  | 'ord'
  | 'shr'
  | 'rom'
  | 'mem'
  | 'scr'
  | 'ent'
  | 'ply'
  | 'snp'
  | 'wsh'

/**
 * A new id: prefix, then a ULID (10 characters of milliseconds, 16 random; Crockford base 32), so that ids of one
 * kind sort by age.
 */
export function newId(prefix: IdPrefix, nowMs: number = Date.now()): string {
  let time = ''
  for (let rest = nowMs, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32))
    time = `${alphabet.charAt(rest % 32)}${time}`
  const random = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => alphabet.charAt(byte % 32))
    .join('')
  return `${prefix}_${time}${random}`
}
