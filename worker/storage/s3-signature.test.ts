/**
 * Holds S3 signatures against the examples that AWS publishes. The S3 server of the other tests takes wrong secrets,
 * so it proves nothing here. `sigV4` below is a second implementation, written from the specification; the published
 * examples prove it, and it proves our requests.
 */
import { describe, expect, test } from 'vitest'
import { presign, type S3Account, signRequest } from './s3-requests.ts'

/** "Signature Calculations for the Authorization Header" and "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference. */
const example = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const host = 'examplebucket.s3.amazonaws.com'

type Signing = {
  readonly method: string
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, string>>
  readonly payloadHash: string
  readonly amzDate: string
}

async function hmac(key: Uint8Array, text: string): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)))
}

function hex(bytes: ArrayBuffer | Uint8Array): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

async function sigV4(signing: Signing, { secretAccessKey, region }: typeof example): Promise<string> {
  const names = Object.keys(signing.headers).toSorted()
  const query = signing.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).toSorted()
  const canonical = [
    signing.method,
    signing.path.split('/').map(encode).join('/'),
    query.join('&'),
    ...names.map((name) => `${name}:${signing.headers[name]}`),
    '',
    names.join(';'),
    signing.payloadHash,
  ].join('\n')
  const day = signing.amzDate.slice(0, 8)
  const hashed = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical)))
  const toSign = ['AWS4-HMAC-SHA256', signing.amzDate, `${day}/${region}/s3/aws4_request`, hashed].join('\n')
  let key = new TextEncoder().encode(`AWS4${secretAccessKey}`)
  for (const step of [day, region, 's3', 'aws4_request']) key = await hmac(key, step)
  return hex(await hmac(key, toSign))
}

const account: S3Account = { ...example, endpoint: 'https://s3.example.com', bucket: 'our-bucket' }
const key = 'acc_1/songs/sng_2/file'

describe('the second implementation agrees with AWS', () => {
  const published: readonly (readonly [string, Partial<Signing>, string])[] = [
    [
      'GET Object with a range',
      { path: '/test.txt', headers: { range: 'bytes=0-9' } },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT Object',
      {
        method: 'PUT',
        path: '/test$file.text',
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        payloadHash: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'GET Bucket Lifecycle',
      { query: [['lifecycle', '']] },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'GET Bucket (List Objects)',
      {
        query: [
          ['max-keys', '2'],
          ['prefix', 'J'],
        ],
      },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ]

  test.each(published)('%s', async (_name, request, signature) => {
    const payloadHash = request.payloadHash ?? emptyHash
    const amzDate = '20130524T000000Z'
    const headers = { host, ...request.headers, 'x-amz-content-sha256': payloadHash, 'x-amz-date': amzDate }
    const signing = { method: 'GET', path: '/', query: [], ...request, headers, payloadHash, amzDate }
    expect(await sigV4(signing, example)).toBe(signature)
  })

  test('a presigned address', async () => {
    const query = [
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
      ['X-Amz-Date', '20130524T000000Z'],
      ['X-Amz-Expires', '86400'],
      ['X-Amz-SignedHeaders', 'host'],
    ] as const
    const signing = {
      method: 'GET',
      path: '/test.txt',
      query,
      headers: { host },
      payloadHash: 'UNSIGNED-PAYLOAD',
    }
    expect(await sigV4({ ...signing, amzDate: '20130524T000000Z' }, example)).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    )
  })
})

describe('our requests carry the signature of the specification', () => {
  test.each([
    { method: 'GET', query: {}, headers: { range: 'bytes=0-9' } },
    { method: 'PUT', query: {}, headers: { 'content-type': 'audio/mpeg' } },
    { method: 'PUT', query: { partNumber: '7', uploadId: 'a/b+c=d e' }, headers: {} },
    { method: 'POST', query: { uploads: '' }, headers: {} },
    { method: 'DELETE', query: {}, headers: {} },
  ] as const)('$method $query', async ({ method, query, headers }) => {
    const request = await signRequest(account, { operation: 'test', method, key, query, headers })
    const [, signedHeaders = '', signature = ''] =
      /SignedHeaders=([^,]+), Signature=(\w+)/.exec(request.headers.get('authorization') ?? '') ?? []
    const names = signedHeaders.split(';')
    expect(names).toEqual(expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']))
    const value = (name: string) => (name === 'host' ? 's3.example.com' : (request.headers.get(name) ?? ''))
    const signing: Signing = {
      method,
      path: `/our-bucket/${key}`,
      query: Object.entries(query),
      headers: Object.fromEntries(names.map((name) => [name, value(name)])),
      payloadHash: 'UNSIGNED-PAYLOAD',
      amzDate: value('x-amz-date'),
    }
    expect(signature).toBe(await sigV4(signing, example))
  })

  test('presigned addresses: of an object, and of one part', async () => {
    const part = { partNumber: '3', uploadId: 'x y' }
    const addresses = [await presign(account, 'GET', key, 900), await presign(account, 'PUT', key, 60, part)]
    for (const [i, address] of addresses.entries()) {
      const url = new URL(address)
      const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature')
      const signing: Signing = {
        method: i === 0 ? 'GET' : 'PUT',
        path: url.pathname,
        query,
        headers: { host: 's3.example.com' },
        payloadHash: 'UNSIGNED-PAYLOAD',
        amzDate: url.searchParams.get('X-Amz-Date') ?? '',
      }
      expect(url.searchParams.get('X-Amz-Signature')).toBe(await sigV4(signing, example))
      expect(url.searchParams.get('X-Amz-Expires')).toBe(i === 0 ? '900' : '60')
    }
  })
})
