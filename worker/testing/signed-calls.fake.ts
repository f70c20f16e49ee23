/** How the fake media service reads and writes storage: by signed addresses only, as the real one does. */
import { SELF } from 'cloudflare:test'
import type { Complaint } from '#core/work/report.ts'

/** A complaint on its way out of the work. */
export class ComplaintThrown extends Error {
  readonly complaint: Complaint

  constructor(complaint: Complaint) {
    super(complaint.detail)
    this.complaint = complaint
  }
}

/** Calls a signed address: those of the Worker lead back into it, all others out. */
export async function callSigned(url: string, init: RequestInit = {}): Promise<Response> {
  const response = url.startsWith('http://localhost:8787/')
    ? await SELF.fetch(url, init)
    : await fetch(url, init)
  if (response.ok) return response
  const detail = `A file could not be fetched or stored (${response.status}).`
  throw new ComplaintThrown({ code: 'source-unavailable', detail, retryable: true })
}

/** Reads a whole file. */
export async function readSigned(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await callSigned(url)).arrayBuffer())
}

/** Writes bytes and answers the ETag they were stored under. */
export async function writeSigned(url: string, bytes: Uint8Array, contentType: string): Promise<string> {
  const response = await callSigned(url, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': contentType, 'content-length': String(bytes.length) },
  })
  await response.arrayBuffer()
  return response.headers.get('etag') ?? ''
}

/** SHA-256 in hex. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
