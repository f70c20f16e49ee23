/** A video and its renderings in words: what is true and measured. */
import { timelineFrameRate } from '#core/timeline/preset.ts'
import { secondsOfFrames } from '#core/units.ts'
import type { Proof, Render, Timeline, VideoItem } from '../api/shapes.ts'
import type { Fact } from '../ui/Page.tsx'
import { bytesOf, clockOf, counted, signed } from '../ui/words.ts'

/** The name of a preset as people know it. */
export function presetName(preset: Render['preset']): string {
  return preset.replace(/p\d+$/, 'p')
}

/** What tells a rendering from the others of its video: its size, and its format where that is not the video's own. */
export function renderName({ preset, aspect }: Pick<Render, 'preset' | 'aspect'>): string {
  return aspect === null ? presetName(preset) : `${presetName(preset)} ${aspect}`
}

/** What a rendering of a stretch is: `14 s of it`, `a loop of 5 s`; `undefined` for one of all of the video. */
export function stretchWords({ range, variant }: Pick<Render, 'range' | 'variant'>): string | undefined {
  if (variant === 'audiogram') return 'audiogram'
  if (range === null) return undefined
  const seconds = `${Math.round(secondsOfFrames(range.lengthFrames, timelineFrameRate))} s`
  return variant === 'loop' ? `a loop of ${seconds}` : `${seconds} of it`
}

/** How far the cuts of a rendering are from where they were planned. */
export function cutWords(maxCutErrorFrames: number): string {
  return maxCutErrorFrames === 0 ? 'all within 0 frames' : `all within ${counted(maxCutErrorFrames, 'frame')}`
}

/** One line about a video for its card. */
export function videoNote(video: VideoItem): string {
  const render = video.latestRender
  const state =
    render?.proof === null || render?.proof === undefined
      ? undefined
      : `cuts ${cutWords(render.proof.maxCutErrorFrames).replace('all ', '')}`
  return [video.aspect, clockOf(video.durationMs / 1000), state]
    .filter((word) => word !== undefined)
    .join(' · ')
}

/** How much of a rendering had been rendered before. */
export function reuseWords(render: Render): string | undefined {
  if (render.segmentsReused === null || render.segmentsEncoded === null) return undefined
  const all = render.segmentsReused + render.segmentsEncoded
  if (render.segmentsReused === 0) return `${counted(all, 'part')}, all new`
  return `${render.segmentsReused} of ${counted(all, 'part')} reused`
}

/** What was measured on the rendered file itself. */
export function proofFacts(timeline: Timeline, render: Render): readonly Fact[] {
  const { proof } = render
  if (proof === null) return []
  return [
    {
      name: 'Cuts',
      value: String(Math.max(0, timeline.clips.length - 1)),
      note: cutWords(proof.maxCutErrorFrames),
    },
    {
      name: 'Frames',
      value: String(proof.frames),
      note:
        proof.frames === timeline.lengthFrames
          ? `exactly as planned · ${timeline.frameRate} a second`
          : `planned ${timeline.lengthFrames}`,
    },
    proof.lufs === null
      ? { name: 'Loudness', value: 'Silent', note: 'no sound above −70 LUFS' }
      : { name: 'Loudness', value: signed(proof.lufs, 1), note: peakWords(proof.truePeak) },
    {
      name: 'File',
      value: render.videoBytes === null ? presetName(render.preset) : bytesOf(render.videoBytes),
      note: [presetName(render.preset), reuseWords(render)].filter((word) => word !== undefined).join(' · '),
    },
  ]
}

function peakWords(truePeak: number | null): string {
  return truePeak === null ? 'LUFS' : `LUFS · peak ${signed(truePeak, 1)} dBTP`
}

/** A proof in one line. */
export function proofWords({ frames, maxCutErrorFrames, lufs, truePeak }: Proof): string {
  const sound = lufs === null ? 'silent' : `${signed(lufs, 1)} ${peakWords(truePeak)}`
  return `${counted(frames, 'frame')} · cuts ${cutWords(maxCutErrorFrames)} · ${sound}`
}

/** The times in the song at which a video cuts, without its start. */
export function cutSecondsOf(timeline: Timeline): readonly number[] {
  return timeline.clips
    .slice(1)
    .map((clip) => timeline.songStartSeconds + clip.startFrame / timeline.frameRate)
}

/** The photo or clip that is seen when this share of a video, 0 to 1, has passed; `undefined` where the music draws. */
export function pictureAt(timeline: Timeline, share: number): string | undefined {
  const frame = share * timeline.lengthFrames
  const clip = timeline.clips.findLast((each) => each.startFrame <= frame) ?? timeline.clips[0]
  return clip === undefined || clip.shot.kind === 'visual' ? undefined : clip.shot.mediaId
}
