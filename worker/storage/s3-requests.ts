/** Signed requests to an S3 server: header-signed with a time limit and retries, or query-signed for others to use. */
import { AwsV4Signer } from 'aws4fetch'
import { noRetries, storageRetries, withRetries } from './retry.ts'

/** Where the bucket is, and who we are there. Buckets are addressed by path, which every S3 server understands. */
export type S3Account = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** One call. A stream is sent once; everything else may be sent again when the server stumbles. */
export type S3Call = {
  readonly operation: string
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: ReadableStream | ArrayBuffer | Uint8Array | string
}

/** Until the server's answer begins. Sending a part of 8 MiB over a slow line is within it. */
const answerTimeoutMs = 60_000

/** Sends a call and answers its response, which is never a 5xx or 429: those end as `StorageUnavailable`. */
export async function callS3(account: S3Account, call: S3Call): Promise<Response> {
  const plan = call.body instanceof ReadableStream ? noRetries : storageRetries
  return await withRetries(call.operation, plan, async () => {
    const response = await fetchInTime(await signRequest(account, call))
    if (response.status < 500 && response.status !== 429) return response
    await response.body?.cancel()
    throw new Error(`the S3 server answered ${response.status}`)
  })
}

/** An address anybody may use until it expires. The body's hash is not part of the signature. */
export async function presign(
  account: S3Account,
  method: 'GET' | 'PUT',
  key: string,
  expiresInSeconds: number,
  query: Readonly<Record<string, string>> = {},
): Promise<string> {
  const url = addressOf(account, key, { ...query, 'X-Amz-Expires': String(expiresInSeconds) })
  const signed = await signerOf(account, { method, url, signQuery: true }).sign()
  return signed.url.href
}

/** The request of a call with its signature in the Authorization header. */
export async function signRequest(
  account: S3Account,
  { method, key, query = {}, headers = {}, body }: S3Call,
) {
  const url = addressOf(account, key, query)
  const signed = await signerOf(account, { method, url, headers }).sign()
  return new Request(signed.url, {
    method,
    headers: signed.headers,
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })
}

function signerOf(
  { region, accessKeyId, secretAccessKey }: S3Account,
  request: { method: string; url: string; headers?: Readonly<Record<string, string>>; signQuery?: boolean },
): AwsV4Signer {
  return new AwsV4Signer({ ...request, service: 's3', region, accessKeyId, secretAccessKey })
}

function addressOf(account: S3Account, key: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(`${account.endpoint.replace(/\/+$/, '')}/${account.bucket}/${key}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** The limit ends with the answer's head: a long download may take its time. */
async function fetchInTime(request: Request): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new Error('the S3 server did not answer in time')),
    answerTimeoutMs,
  )
  try {
    return await fetch(request, { signal: late.signal })
  } finally {
    clearTimeout(timer)
  }
}
