/** Why something could not be done on this device, in one sentence that a person can act on. */

/** What was in the way. */
export type FailureKind = 'memory' | 'space' | 'unsupported' | 'failed'

/** Its message is the sentence; what the browser itself said is the cause, for the log. */
export class DeviceFailure extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DeviceFailure'
    this.kind = kind
  }
}

/** An error of this device as a failure with a sentence. An abort and a failure that has one already stay as they are. */
export function failureOf(error: unknown, doing: string): Error {
  if (error instanceof DeviceFailure) return error
  if (error instanceof DOMException && error.name === 'AbortError') return error
  const said = error instanceof Error ? `${error.name} ${error.message}` : String(error)
  if (/quota/i.test(said)) {
    return new DeviceFailure('space', `There is not enough free space on this device for ${doing}.`, error)
  }
  if (/out of memory|out of bounds|allocat|malloc|OOM|RangeError/i.test(said)) {
    return new DeviceFailure(
      'memory',
      `This device ran out of memory while ${doing}. Close other tabs, or choose a smaller size.`,
      error,
    )
  }
  return new DeviceFailure('failed', `This browser failed while ${doing}.`, error)
}
