/** What the tests use of s3rver, which ships no types. It is a Koa app; its middleware is a plain list. */
declare module 's3rver' {
  export type S3Context = {
    readonly method: string
    readonly path: string
    readonly query: Readonly<Record<string, string | undefined>>
    status: number
    type: string
    body: string | undefined
  }

  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      directory: string
      silent: boolean
      configureBuckets: readonly { name: string; configs: readonly unknown[] }[]
    })
    readonly middleware: ((context: S3Context, next: () => Promise<void>) => Promise<void>)[]
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
}
