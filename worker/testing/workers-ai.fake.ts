/**
 * Workers AI as the Worker sees it, for tests: the same call, model and shapes, the errors that it throws, and no model.
 * It runs as a Worker of its own, bound as AI, and hears in a piece of sound what the test says is sung there.
 */
import { WorkerEntrypoint } from 'cloudflare:workers'

/** A word and when it is sung, in seconds of the song. */
export type SungWord = { readonly word: string; readonly start: number; readonly end: number }

/** A call that the fake was made: the model and its input, the sound as what the fake media service wrote. */
export type HeardCall = {
  readonly model: string
  readonly input: Readonly<Record<string, unknown>>
  readonly piece: { readonly startSeconds: number; readonly lengthSeconds: number }
}

let sung: readonly SungWord[] = []
let trouble: string[] = []
let calls: HeardCall[] = []

/** The binding, and switches that only tests know. */
export class FakeWorkersAi extends WorkerEntrypoint {
  /** From now on this is what is sung; the next calls fail with these messages first. */
  begin(words: readonly SungWord[], troubles: readonly string[] = []): void {
    sung = words
    trouble = [...troubles]
    calls = []
  }

  /** The calls since the beginning. */
  made(): readonly HeardCall[] {
    return calls
  }

  /** Listens, as `env.AI.run` does. */
  run(model: string, input: Readonly<Record<string, unknown>>): unknown {
    if (model !== '@cf/openai/whisper-large-v3-turbo') throw new Error('5007: No such model')
    if (typeof input.audio !== 'string') throw new Error('5006: Error: required properties at / are audio')
    const piece = JSON.parse(atob(input.audio)) as HeardCall['piece']
    calls.push({ model, input, piece })
    const message = trouble.shift()
    if (message === 'html') return '<!doctype html><title>502</title>'
    if (message !== undefined) throw new Error(message)
    return transcriptionOf(piece, typeof input.language === 'string' ? input.language : 'en')
  }
}

function transcriptionOf({ startSeconds, lengthSeconds }: HeardCall['piece'], language: string) {
  const words = sung
    .filter(({ start, end }) => start >= startSeconds && end <= startSeconds + lengthSeconds)
    .map(({ word, start, end }) => ({
      word: ` ${word}`,
      start: start - startSeconds,
      end: end - startSeconds,
    }))
  const text = words.map(({ word }) => word).join('')
  const segment = {
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    text,
    temperature: 0,
    avg_logprob: -0.2,
    compression_ratio: 1.4,
    no_speech_prob: 0.1,
    words,
  }
  return {
    transcription_info: {
      language,
      language_probability: 0.98,
      duration: lengthSeconds,
      duration_after_vad: lengthSeconds,
    },
    text: text.trim(),
    word_count: words.length,
    segments: words.length === 0 ? [] : [segment],
    vtt: 'WEBVTT',
  }
}
