/** Whisper on Workers AI (developers.cloudflare.com/workers-ai/models/whisper-large-v3-turbo), as far as we use it. */
import { z } from 'zod'
import type { HeardPiece } from '#core/lyrics/heard.ts'
import { evenWords } from '#core/lyrics/known-words.ts'
import type { LyricWord } from '#core/lyrics/lyrics.ts'
import type { WorkersAi } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import { NotNow } from '../jobs/work.ts'

/** A piece of a song to listen to. `prompt` is what is probably sung there; `language` is ISO 639-1. */
export type ListenWish = {
  readonly sound: Uint8Array
  readonly startSeconds: number
  readonly language: string | undefined
  readonly prompt: string
}

const model = '@cf/openai/whisper-large-v3-turbo'

const Word = z.object({ word: z.string(), start: z.number(), end: z.number() })
const Segment = z.object({
  start: z.number().optional(),
  end: z.number().optional(),
  text: z.string().optional(),
  no_speech_prob: z.number().optional(),
  avg_logprob: z.number().optional(),
  words: z.array(Word).optional(),
})
const Answer = z.object({
  transcription_info: z.object({ language: z.string().optional() }).optional(),
  segments: z.array(Segment).optional(),
})

/** Whisper's own bounds for a segment that is no speech at all: what it writes there, it dreamed. */
const dreamedSilence = 0.6
const dreamedLogprob = -1

const timeoutMs = 120_000
const away = 'Workers AI is not answering. Try again later.'
/** The errors of Workers AI that waiting does not mend: the daily allowance is used, or the account may not. */
const finalErrors = /\b(?:3036|4006|5016|5018)\b|free allocation|neurons/i

/** Listens to a piece. Throws `NotNow` when Workers AI cannot be asked now, and refuses when it will not do it today. */
export async function listen(ai: WorkersAi, wish: ListenWish): Promise<HeardPiece> {
  const { sound, startSeconds, language, prompt } = wish
  const answer = await run(ai, {
    audio: base64Of(sound),
    task: 'transcribe',
    // A song repeats itself; a model that reads on from what it wrote goes round in circles.
    condition_on_previous_text: false,
    ...(language === undefined ? {} : { language }),
    ...(prompt === '' ? {} : { initial_prompt: prompt }),
  })
  const parsed = Answer.safeParse(answer)
  if (!parsed.success) throw new NotNow('Workers AI answered with something that is no transcription.')
  const { transcription_info, segments = [] } = parsed.data
  const words = segments.flatMap((segment) => wordsOf(segment, startSeconds))
  return { language: languageOf(transcription_info?.language), words }
}

async function run(ai: WorkersAi, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const late = scheduler.wait(timeoutMs).then(() => {
    throw new NotNow(away)
  })
  try {
    return await Promise.race([ai.run(model, input), late])
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (finalErrors.test(message))
      throw new Refusal(
        'limit-exceeded',
        'Workers AI takes no more from this installation today. Try again tomorrow.',
      )
    throw new NotNow(away)
  }
}

function wordsOf(segment: z.output<typeof Segment>, offsetSeconds: number): readonly LyricWord[] {
  const { start = 0, end = start, text = '', words = [], no_speech_prob = 0, avg_logprob = 0 } = segment
  if (no_speech_prob > dreamedSilence && avg_logprob < dreamedLogprob) return []
  const heard = words.map((word) => ({ text: word.word, startSeconds: word.start, endSeconds: word.end }))
  // Without word times, each word takes its share of the segment.
  const even = () =>
    evenWords({ text, startSeconds: start, endSeconds: end }).map((word) => ({
      ...word,
      text: ` ${word.text}`,
    }))
  return (heard.length > 0 ? heard : even())
    .filter(
      (word) => word.text.trim() !== '' && word.text.length <= 500 && word.endSeconds >= word.startSeconds,
    )
    .map((word) => ({
      text: word.text,
      startSeconds: Math.max(0, word.startSeconds) + offsetSeconds,
      endSeconds: Math.max(0, word.endSeconds) + offsetSeconds,
    }))
}

/** Only what is a language tag; some versions of the model answer a name. */
function languageOf(language: string | undefined): string | null {
  return language !== undefined && /^[a-z]{2,3}$/.test(language) ? language : null
}

/** Base64, in pieces: a function takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text)
}
