/** Starts a real S3-speaking server for the storage tests, once a run, on a port and in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver, { type S3Context } from 's3rver'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the tests' S3 server listens. */
    s3Endpoint: string
  }
}

/** The bucket that is there from the start. */
const bucket = 'cuecraft-media'

/** Starts the server and tells the tests its address; answers how to stop it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'cuecraft-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  server.middleware.unshift(openUploads())
  const { port } = await server.run()
  project.provide('s3Endpoint', `http://127.0.0.1:${port}`)
  return async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}

/**
 * What s3rver 3.7 leaves out of multipart uploads, as the S3 API reference states it: AbortMultipartUpload, and 404
 * NoSuchUpload for an upload that was aborted, completed or never begun.
 */
function openUploads() {
  const open = new Set<string>()
  return async (context: S3Context, next: () => Promise<void>): Promise<void> => {
    const { uploadId } = context.query
    if (uploadId !== undefined && !open.has(uploadId)) return noSuchUpload(context)
    if (uploadId !== undefined && context.method === 'DELETE') {
      open.delete(uploadId)
      context.status = 204
      return
    }
    await next()
    if (context.method !== 'POST' || context.status !== 200) return
    if (uploadId !== undefined) open.delete(uploadId)
    const begun = /<UploadId>([^<]+)<\/UploadId>/.exec(String(context.body))?.[1]
    if (begun !== undefined) open.add(begun)
  }
}

function noSuchUpload(context: S3Context): void {
  context.status = 404
  context.type = 'application/xml'
  context.body = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchUpload</Code></Error>'
}
