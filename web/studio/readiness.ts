/** What still has to happen before a video can be planned, as steps a person can follow. */
import type { Media, Song } from '../api/shapes.ts'
import { counted } from '../ui/words.ts'

/** One step on the way: done, under way with how far it is, or stuck with its reason. */
export type Step = {
  readonly name: string
  readonly state: 'done' | 'going' | 'stuck'
  /** 0 to 1. */
  readonly progress: number
  readonly note: string
}

/** What the steps are decided from. */
export type Preparation = {
  readonly uploading: number
  readonly uploadProgress: number
  readonly song: Song | undefined
  readonly analysis: { readonly progress: number; readonly stage: string } | undefined
  /** The photos and clips that were chosen. */
  readonly media: readonly Media[]
}

/** The steps in the order they happen. Uploads have no step when nothing is on its way. */
export function stepsOf(preparation: Preparation): readonly Step[] {
  const { uploading, uploadProgress, media } = preparation
  const upload: readonly Step[] =
    uploading === 0
      ? []
      : [
          {
            name: 'Upload',
            state: 'going',
            progress: uploadProgress,
            note: `${counted(uploading, 'file')} on the way`,
          },
        ]
  return [...upload, songStep(preparation), ...(media.length > 0 ? [picturesStep(media)] : [])]
}

function songStep({ song, analysis }: Preparation): Step {
  const name = 'Song'
  if (song === undefined) return { name, state: 'going', progress: 0, note: 'not here yet' }
  if (song.status === 'ready') return { name, state: 'done', progress: 1, note: 'analysed' }
  if (song.status === 'failed') return { name, state: 'stuck', progress: 0, note: 'could not be analysed' }
  return {
    name,
    state: 'going',
    progress: analysis?.progress ?? 0,
    note: analysis?.stage || 'waiting for its turn',
  }
}

function picturesStep(media: readonly Media[]): Step {
  const name = 'Pictures'
  const failed = media.filter((each) => each.status === 'failed').length
  if (failed > 0)
    return { name, state: 'stuck', progress: 0, note: `${failed} cannot be used: take them out` }
  const ready = media.filter((each) => each.status === 'ready').length
  if (ready === media.length) return { name, state: 'done', progress: 1, note: `${ready} ready` }
  return { name, state: 'going', progress: ready / media.length, note: `${ready} of ${media.length} ready` }
}

/** Whether a video can be planned now. */
export function isReady(steps: readonly Step[]): boolean {
  return steps.every((step) => step.state === 'done')
}
