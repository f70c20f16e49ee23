/** What an answer was, read to its end. `problem` is there for problem documents. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
  readonly problem:
    | { readonly type: string; readonly detail: string; readonly field?: string | undefined }
    | undefined
}
