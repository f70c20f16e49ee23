/** The videos that the preview is benched with: every effect on every clip, cuts in even steps, every kind of transition. */
import { cropAround } from '#core/timeline/geometry.ts'
import { musicOf } from '#core/timeline/music.ts'
import {
  asFilmed,
  Easing,
  EffectKind,
  Fit,
  type PlannerMedia,
  type Shot,
  type SpeedRamp,
  Timeline,
  TransitionKind,
} from '#core/timeline/timeline.ts'
import type { TrialVideo } from '../../web/preview/trial-video.fake.ts'
import { type PreviewMaterial, songTurns } from './material.ts'

const transitionFrames = 6

/** A video of so many clips of so many frames, 360p at 30 frames a second. */
export function videoOf(material: PreviewMaterial, clips: number, framesEach: number): TrialVideo {
  const lengthFrames = clips * framesEach
  const timeline = Timeline.parse({
    version: 1,
    songId: 'song',
    aspect: '16:9',
    style: 'energetic',
    seed: 1,
    frameRate: 30,
    lengthFrames,
    songStartSeconds: 0.4,
    clips: Array.from({ length: clips }, (_, i) => ({
      startFrame: i * framesEach,
      lengthFrames: framesEach,
      shot: shotOf(material, i, framesEach),
      because: 'even steps',
      effects: EffectKind.options.map((kind, k) => ({
        kind,
        drivenBy: (['beats', 'onsets', 'energy'] as const)[(i + k) % 3],
        amount: 0.6,
      })),
    })),
    transitions: Array.from({ length: Math.floor((clips - 1) / 2) }, (_, i) => ({
      afterClip: 2 * i,
      startFrame: (2 * i + 1) * framesEach - transitionFrames / 2,
      lengthFrames: transitionFrames,
      kind: TransitionKind.options[i % TransitionKind.options.length],
    })),
    titles: titlesOver(lengthFrames),
  })
  const { analysis, songUrl, media } = material
  return {
    timeline,
    music: musicOf(repeated(analysis), timeline),
    songUrl,
    media,
    widthPixels: 640,
    heightPixels: 360,
  }
}

/** The analysis of the song played several times over. */
export function repeated(analysis: PreviewMaterial['analysis']): PreviewMaterial['analysis'] {
  const later = <At extends { readonly time: number }>(all: readonly At[]) =>
    Array.from({ length: songTurns }, (_, turn) =>
      all.map((each) => ({ ...each, time: each.time + turn * analysis.duration })),
    ).flat()
  const { values } = analysis.energy
  return {
    ...analysis,
    duration: songTurns * analysis.duration,
    beats: later(analysis.beats),
    onsets: later(analysis.onsets),
    energy: { ...analysis.energy, values: Array.from({ length: songTurns }, () => values).flat() },
  }
}

function shotOf({ photos, films }: PreviewMaterial, i: number, framesEach: number): Shot {
  if (i % 9 === 8)
    return { kind: 'visual', look: 'silk', seed: i, hueDegrees: (i * 47) % 360, phaseFrames: 0 }
  const fit = Fit.options[i % 3] ?? 'crop'
  const zoomed = { x: 0.05, y: 0.05, width: 0.9, height: 0.9 }
  const uncropped = { x: 0, y: 0, width: 1, height: 1 }
  if (i % 2 === 0) {
    const photo = pick(photos, i / 2)
    const ratio = photo.widthPixels / photo.heightPixels
    const near = cropAround(ratio, 16 / 9, { x: 0.4 + 0.2 * ((i * 0.618) % 1), y: 0.5 }, 1.15)
    const cropped = { from: cropAround(ratio, 16 / 9, photo.focus), to: near }
    const easing = Easing.options[(i / 2) % 4] ?? 'linear'
    const camera = fit === 'crop' ? cropped : { from: uncropped, to: zoomed }
    return { kind: 'photo', mediaId: photo.mediaId, fit, ...camera, easing, framings: {} }
  }
  const ramp: SpeedRamp = { from: 0.5, to: 2, startFrame: 2, endFrame: framesEach - 2 }
  return {
    kind: 'clip',
    mediaId: pick(films, (i - 1) / 2).mediaId,
    fit,
    crop: fit === 'crop' ? zoomed : uncropped,
    sourceStartSeconds: 0.5 + (i % 13),
    speed: i % 4 === 1 ? ramp : asFilmed,
    framings: {},
  }
}

function pick(from: readonly PlannerMedia[], i: number): PlannerMedia {
  const found = from[i % from.length]
  if (found === undefined) throw new Error('there is nothing to bench with')
  return found
}

function titlesOver(lengthFrames: number) {
  const looks = [
    ['shadow', 'fade', 'bottom'],
    ['box', 'rise', 'top-left'],
    ['none', 'pop', 'middle'],
    ['shadow', 'pop', 'top'],
  ] as const
  const each = Math.floor(lengthFrames / looks.length)
  return looks.map(([backing, animation, place], i) => ({
    ...{ startFrame: i * each, lengthFrames: each, text: 'Night drive, the long way home', place },
    ...{ size: 0.1, font: i % 2 === 0 ? 'bricolage' : 'inter', colour: '#ffe680', backing, animation },
  }))
}
