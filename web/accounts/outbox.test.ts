import { expect, test } from 'vitest'
import { newestToken } from './outbox.ts'

const mail = (to: string, token: string) => ({
  to,
  subject: 'Sign in to Cuecraft',
  text: `Open http://localhost:8787/sign-in/verify?token=${token}\nIt works for 15 minutes.`,
  sentAt: '2026-11-21T10:00:00Z',
})

test('the newest mail to this address is taken, not the newest of all', () => {
  const mails = [
    mail('ada@example.com', 'old'),
    mail('ada@example.com', 'new'),
    mail('bo@example.com', 'his'),
  ]
  expect(newestToken(mails, ' Ada@Example.com')).toBe('new')
})

test('the link ends where the address ends', () => {
  expect(newestToken([mail('ada@example.com', 'a-b_c.d~e')], 'ada@example.com')).toBe('a-b_c.d~e')
})

test('no mail, no link', () => {
  expect(newestToken([], 'ada@example.com')).toBeUndefined()
  expect(newestToken([{ ...mail('ada@example.com', ''), text: 'Hello' }], 'ada@example.com')).toBeUndefined()
})
