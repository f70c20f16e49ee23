/** Passwords of shares: kept as scrypt hashes that say their own cost, compared in constant time. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Of the settings that OWASP holds equal, the one that needs the least memory to cost this much: 16 MB a try. */
const cost = { N: 2 ** 14, r: 8, p: 5 } as const
const saltBytes = 16
const hashBytes = 32
const keptForm = /^scrypt:(\d+):(\d+):(\d+):([0-9a-f]+):([0-9a-f]+)$/

/** The kept form of a password, salted anew each time: `scrypt:N:r:p:salt:hash`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(saltBytes)
  const hash = scryptSync(plain(password), salt, hashBytes, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('hex'), hash.toString('hex')].join(':')
}

/** Whether a password is the one that was kept. */
export function isPassword(kept: string, password: string): boolean {
  const [, N, r, p, salt = '', hash = ''] = keptForm.exec(kept) ?? []
  if (N === undefined) throw new Error('a password was kept in a form that is not ours')
  const wanted = Buffer.from(hash, 'hex')
  const costs = { N: Number(N), r: Number(r), p: Number(p) }
  return timingSafeEqual(wanted, scryptSync(plain(password), Buffer.from(salt, 'hex'), wanted.length, costs))
}

/** Keyboards write the same letter as one character or as two. */
function plain(password: string): string {
  return password.normalize('NFC')
}
