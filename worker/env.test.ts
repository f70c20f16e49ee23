import { expect, test } from 'vitest'
import { Settings } from './env.ts'

const good = {
  ENVIRONMENT: 'production',
  STORAGE: 'r2',
  WEB_ORIGIN: 'https://example.com',
  WORKER_ORIGIN: 'https://api.example.com',
  SIGNING_SECRET: 'a secret that is long enough to sign with',
  MAIL: 'resend',
  RESEND_API_KEY: 're_key',
  MAIL_FROM: 'a@example.com',
}

function reasonOf(settings: unknown): string {
  return Settings.safeParse(settings).error?.issues[0]?.message ?? 'taken'
}

test('settings that fit are taken', () => {
  expect(reasonOf(good)).toBe('taken')
})

test('the outbox refuses to be switched on in a deployed environment', () => {
  expect(reasonOf({ ...good, MAIL: 'outbox' })).toContain('refused outside ENVIRONMENT=local')
  expect(reasonOf({ ...good, ENVIRONMENT: 'local', MAIL: 'outbox' })).toBe('taken')
})

test('a short signing secret is refused by name', () => {
  expect(reasonOf({ ...good, SIGNING_SECRET: 'short' })).toContain('SIGNING_SECRET must have at least 32')
})

test('storage on S3 without its settings is refused', () => {
  expect(reasonOf({ ...good, STORAGE: 's3' })).not.toBe('taken')
})

test('mail through the provider without its key is refused', () => {
  expect(reasonOf({ ...good, RESEND_API_KEY: undefined })).toContain('MAIL=resend needs')
})

test('access to Replicate is whole or not there, and its secret has the form of one', () => {
  const token = { REPLICATE_API_TOKEN: 'r8_x' }
  const secret = { REPLICATE_WEBHOOK_SECRET: 'whsec_YSBzZWNyZXQgb2YgdGhlIHRlc3Rz' }
  expect(reasonOf({ ...good, ...token, ...secret })).toBe('taken')
  expect(reasonOf({ ...good, ...token })).toContain('set together or not at all')
  expect(reasonOf({ ...good, ...token, REPLICATE_WEBHOOK_SECRET: 'secret' })).toContain('whsec_')
})

test('a ceiling that is no amount is refused', () => {
  expect(reasonOf({ ...good, GENERATION_CEILING_DOLLARS: '12.50' })).toBe('taken')
  for (const amount of ['much', '-1', '1e9', '12.505'])
    expect(reasonOf({ ...good, GENERATION_CEILING_DOLLARS: amount })).toContain('GENERATION_CEILING_DOLLARS')
})

test('the Spotify lane needs keys for tokens, each of 32 bytes and with a name of its own', () => {
  const lit = { ...good, SPOTIFY_CLIENT_ID: 'a0client' }
  const key = (byte: number) => btoa(String.fromCharCode(...Array(32).fill(byte)))
  expect(reasonOf(lit)).toContain('SPOTIFY_CLIENT_ID needs SPOTIFY_TOKEN_KEYS')
  expect(reasonOf({ ...lit, SPOTIFY_TOKEN_KEYS: `new:${key(1)},old:${key(2)}` })).toBe('taken')
  expect(reasonOf({ ...lit, SPOTIFY_TOKEN_KEYS: `new:${key(1)},new:${key(2)}` })).toContain('two keys alike')
  for (const keys of ['', key(1), `k1:${btoa('too short')}`, `k1:${key(1)},`])
    expect(reasonOf({ ...lit, SPOTIFY_TOKEN_KEYS: keys })).toContain('SPOTIFY_TOKEN_KEYS is a list')
})
