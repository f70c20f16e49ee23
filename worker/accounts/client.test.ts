import { expect, test } from 'vitest'
import { makeFakeResend } from './client.fake.ts'
import { makeResendMailer } from './client.ts'

const mail = { to: 'ada@example.com', subject: 'Hello', text: 'A link' }

function openFake() {
  const fake = makeFakeResend('re_key')
  const mailer = makeResendMailer({
    apiKey: 're_key',
    from: 'Cuecraft <a@example.com>',
    fetcher: fake.fetcher,
  })
  return { fake, mailer }
}

test('a mail reaches the provider with its sender, reader and text', async () => {
  const { fake, mailer } = openFake()
  await mailer.send(mail)
  expect(fake.mails()).toEqual([
    { from: 'Cuecraft <a@example.com>', to: ['ada@example.com'], subject: 'Hello', text: 'A link' },
  ])
})

test('a provider that stumbles is asked again', async () => {
  const { fake, mailer } = openFake()
  fake.trouble.push(503, 429)
  await mailer.send(mail)
  expect(fake.mails()).toHaveLength(1)
})

test('a mail whose answer was lost is not sent twice', async () => {
  const { fake, mailer } = openFake()
  fake.trouble.push(0)
  await mailer.send(mail)
  expect(fake.mails()).toHaveLength(1)
})

test('a key that is refused is not tried again', async () => {
  const fake = makeFakeResend('another key')
  const mailer = makeResendMailer({ apiKey: 're_key', from: 'a@example.com', fetcher: fake.fetcher })
  await expect(mailer.send(mail)).rejects.toThrow('401')
})
