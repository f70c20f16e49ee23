/** Asks every part the Worker stands on whether it answers. */
import type { z } from 'zod'
import type { Readiness } from './schema.ts'

type PartState = z.output<typeof Readiness>['parts']['database']

/** A question to each part; it resolves when the part answers. */
export type PartQuestions = Readonly<Record<'database' | 'storage' | 'mediaService', () => Promise<unknown>>>

const answerWithinMs = 4000

/** The state of all parts, asked side by side; one that is silent for four seconds is down. */
export async function readiness(questions: PartQuestions): Promise<z.output<typeof Readiness>> {
  const [database, storage, mediaService] = await Promise.all([
    stateOf('The database', questions.database),
    stateOf('Storage', questions.storage),
    stateOf('The media service', questions.mediaService),
  ])
  const parts = { database, storage, mediaService }
  const isReady = Object.values(parts).every((part) => part.status === 'ok')
  return { status: isReady ? 'ready' : 'not-ready', parts }
}

async function stateOf(name: string, question: () => Promise<unknown>): Promise<PartState> {
  const isSilent = new Promise<PartState>((resolve) => {
    setTimeout(() => resolve({ status: 'down', detail: `${name} did not answer in time.` }), answerWithinMs)
  })
  const isHeard = question().then(
    (): PartState => ({ status: 'ok' }),
    (): PartState => ({ status: 'down', detail: `${name} does not answer.` }),
  )
  return await Promise.race([isHeard, isSilent])
}
