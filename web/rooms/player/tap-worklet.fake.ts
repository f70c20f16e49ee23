/** Hands what a context plays to the page, with the frame it was computed at and when: for tests and the bench. */

// The types of this scope come with no library of TypeScript's.
declare const currentFrame: number
declare function registerProcessor(name: string, processor: unknown): void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

const pieceFrames = 2048

/** What the page is sent. `pulledMs` is the wall clock's, in whole milliseconds, when its last frames were computed. */
export type TappedPiece = {
  readonly frame: number
  readonly pulledMs: number
  readonly samples: Float32Array<ArrayBuffer>
}

class Tap extends AudioWorkletProcessor {
  #frame = 0
  #filled = 0
  #samples = new Float32Array(pieceFrames)

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    if (this.#filled === 0) this.#frame = currentFrame
    // Nothing is connected while nothing sounds: that is silence.
    const channel = input?.[0]
    if (channel !== undefined) this.#samples.set(channel, this.#filled)
    this.#filled += channel?.length ?? 128
    if (this.#filled < pieceFrames) return true
    const piece: TappedPiece = { frame: this.#frame, pulledMs: Date.now(), samples: this.#samples }
    this.port.postMessage(piece, [this.#samples.buffer])
    this.#samples = new Float32Array(pieceFrames)
    this.#filled = 0
    return true
  }
}

registerProcessor('tap', Tap)
