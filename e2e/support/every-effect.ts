/** A timeline that shows everything a timeline can: every fit, easing, effect, transition, speed, title, caption, and the generated picture. */
import { cropAround } from '#core/timeline/geometry.ts'
import type { Music } from '#core/timeline/music.ts'
import {
  type CaptionStyle,
  type Captions,
  Easing,
  EffectKind,
  Fit,
  type Shot,
  type SpeedRamp,
  Timeline,
  Title,
  TransitionKind,
} from '#core/timeline/timeline.ts'

const framesEach = 24
const transitionFrames = 8

/** A photo or film by its id and shape. */
export type Shown = { readonly mediaId: string; readonly ratio: number }

/** The timeline. All effects are on all clips, by another curve on each. */
export function everyEffect(
  photos: readonly [Shown, Shown, Shown],
  film: Shown,
  look: CaptionStyle['look'] = 'karaoke',
): Timeline {
  const shots = [...photoShots(photos), ...filmShots(film), visual]
  const lengthFrames = shots.length * framesEach
  return Timeline.parse({
    version: 1,
    songId: 'song',
    aspect: '16:9',
    style: 'energetic',
    seed: 1,
    frameRate: 30,
    lengthFrames,
    songStartSeconds: 0,
    clips: shots.map((shot, i) => ({
      startFrame: i * framesEach,
      lengthFrames: framesEach,
      shot,
      because: 'even steps',
      effects: EffectKind.options.map((kind, k) => ({
        kind,
        drivenBy: (['beats', 'onsets', 'energy'] as const)[(i + k) % 3],
        amount: 0.5,
      })),
    })),
    transitions: shots.slice(1).map((_, i) => ({
      afterClip: i,
      startFrame: (i + 1) * framesEach - transitionFrames / 2,
      lengthFrames: transitionFrames,
      kind: TransitionKind.options[i % TransitionKind.options.length],
    })),
    titles: titles(lengthFrames),
    wave: { colour: '#ffffff' },
    captions: captions(lengthFrames, look),
  })
}

/** Hits every half second that fade, and an energy that swells: as songs have them. */
export function musicFor({ lengthFrames }: Timeline): Music {
  const each = (valueAt: (frame: number) => number) =>
    Array.from({ length: lengthFrames }, (_, frame) => Math.round(255 * valueAt(frame)))
  return {
    beats: each((frame) => Math.exp(-(frame % 15) / 5.4)),
    onsets: each((frame) => 0.8 * Math.exp(-((frame + 7) % 10) / 3.6)),
    energy: each((frame) => 0.5 + 0.4 * Math.sin(frame / 25)),
  }
}

function photoShots(photos: readonly [Shown, Shown, Shown]): readonly Shot[] {
  return Easing.options.flatMap((easing, i): readonly Shot[] => {
    const { mediaId, ratio } = photos[i] ?? photos[1]
    const fit = Fit.options[i % 3] ?? 'crop'
    const wide = { x: 0, y: 0, width: 1, height: 1 }
    const near = { x: 0.06, y: 0.1, width: 0.84, height: 0.84 }
    const camera =
      fit === 'crop'
        ? {
            from: cropAround(ratio, 16 / 9, { x: 0.5, y: 0.4 }),
            to: cropAround(ratio, 16 / 9, { x: 0.4, y: 0.6 }, 1.18),
          }
        : { from: wide, to: near }
    return [{ kind: 'photo', mediaId, fit, ...camera, easing, framings: {} }]
  })
}

function filmShots({ mediaId, ratio }: Shown): readonly Shot[] {
  const ramps: readonly SpeedRamp[] = [
    { from: 0.4, to: 2.5, startFrame: 4, endFrame: 20 },
    { from: 3, to: 0.5, startFrame: 0, endFrame: 24 },
    { from: 1, to: 1, startFrame: 0, endFrame: 0 },
  ]
  return Fit.options.map((fit, i) => ({
    kind: 'clip',
    mediaId,
    fit,
    crop:
      fit === 'crop'
        ? cropAround(ratio, 16 / 9, { x: 0.55, y: 0.5 }, 1.1)
        : { x: 0.05, y: 0.02, width: 0.9, height: 0.9 },
    sourceStartSeconds: 0.7 + i,
    speed: ramps[i] ?? { from: 1, to: 1, startFrame: 0, endFrame: 0 },
    framings: {},
  }))
}

const visual: Shot = { kind: 'visual', look: 'horizon', seed: 7, hueDegrees: 210, phaseFrames: 30 }

/** Sung in five scripts, over the middle of the picture, where titles come too: captions make room for them. */
const verses = [
  'Running through the night, looking for light',
  'يا ليلُ الصَّبُّ (live) متى غدُهُ',
  'הלילה אני שר לך, "my love", עד הבוקר!',
  '夜に駆ける、君の手を「さよなら」は言わない。',
  'ज़िंदगी एक सफ़र है सुहाना 🎉',
  'ฉันรักเธอมากกว่าที่เธอคิด',
] as const

function captions(lengthFrames: number, look: CaptionStyle['look']): Captions {
  const each = Math.floor(lengthFrames / verses.length)
  // The last clip is without: a piece that shows no captions beside pieces that do.
  const endFrame = lengthFrames - framesEach
  return {
    style: {
      ...{ look, place: 'middle', size: look === 'word' ? 0.14 : 0.08, font: 'bricolage' },
      ...{ colour: '#ffffff', highlight: '#ffd447', backing: look === 'word' ? 'box' : 'shadow' },
    },
    lines: verses.map((text, i) => ({
      ...{ startFrame: i * each, lengthFrames: Math.min(each, endFrame - i * each), text, words: [] },
    })),
  }
}

function titles(lengthFrames: number): readonly Title[] {
  const { place, animation, backing, font } = Title.shape
  const each = Math.floor(lengthFrames / place.options.length)
  return place.options.map((at, i) => ({
    startFrame: i * each,
    lengthFrames: each,
    text: 'Night drive, Ärger & ffi',
    place: at,
    size: 0.09 + 0.01 * (i % 4),
    font: font.options[i % font.options.length] ?? 'inter',
    colour: i % 3 === 2 ? '#101828' : '#ffe9a0',
    backing: backing.options[i % backing.options.length] ?? 'none',
    animation: animation.options[i % animation.options.length] ?? 'none',
  }))
}
