/**
 * Writes one track of a cut list as an edit decision list (CMX 3600, SMPTE 258M): one event a cut, reels of eight characters,
 * file names and markers as comments. Thirty frames a second are thirty: nothing is dropped, and the list says so.
 */
import { filmedFrames } from '../timeline/speed.ts'
import type { TransitionKind } from '../timeline/timeline.ts'
import { type CutItem, type CutList, type CutMarker, markerColours } from './cut-list.ts'
import { timecodeOf } from './timecode.ts'

/** Tracks that have a list of their own. */
export type EdlTrack = 'video' | 'audio'

/** Masters begin at one hour, by custom. */
const recordStartSeconds = 3600

/** The list of a track. */
export function writeEdl(list: CutList, track: EdlTrack): string {
  const { title, frameRate } = list
  const events = track === 'video' ? pictureEvents(list) : songEvents(list)
  const head = [`TITLE: ${title.slice(0, 70)}`, 'FCM: NON-DROP FRAME', '']
  return [...head, ...events.flatMap((event, i) => eventLines(event, i + 1, frameRate)), ''].join('\r\n')
}

/** One side of an event: frames of a reel, shown at frames of the video. */
type Line = {
  readonly reel: string
  readonly track: 'V' | 'A'
  readonly transition: string
  readonly sourceFrame: number
  readonly sourceFrames: number
  readonly startFrame: number
  readonly lengthFrames: number
}

/** A cut is one line; a dissolve or wipe is two of one number, the first of no length. */
type Event = { readonly lines: readonly Line[]; readonly comments: readonly string[] }

function eventLines({ lines, comments }: Event, number: number, frameRate: number): readonly string[] {
  const record = (frame: number) => timecodeOf(frame + recordStartSeconds * frameRate, frameRate)
  const source = (frame: number) => timecodeOf(frame, frameRate)
  const written = lines.map((line) =>
    [
      String(number).padStart(3, '0'),
      ` ${line.reel.padEnd(8)}`,
      line.track.padEnd(5),
      line.transition.padEnd(8),
      source(line.sourceFrame),
      source(line.sourceFrame + line.sourceFrames),
      record(line.startFrame),
      record(line.startFrame + line.lengthFrames),
    ].join(' '),
  )
  return [...written, ...comments]
}

function pictureEvents(list: CutList): readonly Event[] {
  const reels = reelsOf(
    list.items.map(({ name, source }) => (source.kind === 'generated' ? undefined : name)),
  )
  const stretches = stretchesOf(list)
  return stretches.map((stretch, i) => {
    const reelOf = ({ name, source }: CutItem) =>
      source.kind === 'generated' ? 'BL' : (reels.get(name) ?? 'AX')
    const before = stretches[i - 1]
    const wiped = stretch.incoming === undefined ? undefined : edlTransition(stretch.incoming)
    const reel = reelOf(stretch.item)
    const line = lineOf(stretch, reel, list.frameRate)
    if (wiped === undefined || before === undefined) {
      return {
        lines: [{ ...line, transition: 'C' }],
        comments: commentsOf(stretch, { list, line, from: undefined }),
      }
    }
    const last = lineOf(before, reelOf(before.item), list.frameRate)
    const out = { sourceFrame: last.sourceFrame + last.sourceFrames, sourceFrames: 0, lengthFrames: 0 }
    const length = String(stretch.incomingFrames).padStart(3, '0')
    return {
      lines: [
        { ...last, ...out, startFrame: stretch.startFrame, transition: 'C' },
        { ...line, transition: `${wiped.padEnd(4)} ${length}` },
      ],
      comments: commentsOf(stretch, { list, line, from: before.item.name }),
    }
  })
}

/** Where an item is the newest one that is seen: one that dissolves in begins with its dissolve. */
type Stretch = {
  readonly item: CutItem
  readonly startFrame: number
  readonly endFrame: number
  readonly incoming: TransitionKind | undefined
  readonly incomingFrames: number
}

function stretchesOf({ items }: CutList): readonly Stretch[] {
  const starts = items.map((item, i) => {
    const incoming = items[i - 1]?.transition
    const isKept = incoming !== undefined && edlTransition(incoming.kind) !== undefined
    return isKept ? incoming.startFrame : item.startFrame
  })
  return items.map((item, i) => {
    const incoming = items[i - 1]?.transition
    return {
      item,
      startFrame: starts[i] ?? item.startFrame,
      endFrame: starts[i + 1] ?? item.startFrame + item.lengthFrames,
      incoming: incoming?.kind,
      incomingFrames: incoming?.lengthFrames ?? 0,
    }
  })
}

/** What the list can say of a transition; any other is a cut with a comment. */
function edlTransition(kind: TransitionKind): 'D' | 'W001' | undefined {
  if (kind === 'crossfade') return 'D'
  return kind === 'wipe' ? 'W001' : undefined
}

/** Frames of film before the cut, as a dissolve shows them, are there only where the film has begun. */
function lineOf({ item, startFrame, endFrame }: Stretch, reel: string, frameRate: number): Line {
  const { source } = item
  const lengthFrames = endFrame - startFrame
  const common = { reel, track: 'V', transition: 'C', startFrame, lengthFrames } as const
  if (source.kind !== 'clip') return { ...common, sourceFrame: 0, sourceFrames: lengthFrames }
  const filmed = (frame: number) => source.startSeconds * frameRate + filmedFrames(source.speed, frame)
  const sourceFrame = Math.max(0, Math.round(filmed(startFrame - item.startFrame)))
  const sourceEnd = Math.max(0, Math.round(filmed(endFrame - item.startFrame)))
  return { ...common, sourceFrame, sourceFrames: sourceEnd - sourceFrame }
}

function commentsOf(
  stretch: Stretch,
  { list, line, from }: { readonly list: CutList; readonly line: Line; readonly from: string | undefined },
): readonly string[] {
  const { item, startFrame, endFrame, incoming } = stretch
  const { source, name } = item
  const names =
    from === undefined
      ? [`* FROM CLIP NAME: ${name}`]
      : [`* FROM CLIP NAME: ${from}`, `* TO CLIP NAME: ${name}`]
  const isTold = incoming === undefined || edlTransition(incoming) !== undefined
  return [
    ...speedLines(stretch, line, list.frameRate),
    ...names,
    ...(source.kind === 'generated' ? [] : [`* SOURCE FILE: ${name}`]),
    ...(isTold ? [] : [`* COMMENT: ${incoming} over ${stretch.incomingFrames} frames`]),
    ...list.markers
      .filter(({ frame }) => frame >= startFrame && frame < endFrame)
      .map((marker) => locator(marker, list.frameRate)),
  ]
}

/** `M2` says at how many frames a second the film runs: one speed an event, so a ramp is told by its mean. */
function speedLines(
  { item, startFrame, endFrame }: Stretch,
  line: Line,
  frameRate: number,
): readonly string[] {
  const { source } = item
  if (source.kind !== 'clip' || (source.speed.from === 1 && source.speed.to === 1)) return []
  const { from, to } = source.speed
  const [first, end] = [startFrame - item.startFrame, endFrame - item.startFrame]
  const filmed = filmedFrames(source.speed, end) - filmedFrames(source.speed, first)
  const rate = ((filmed / (end - first)) * frameRate).toFixed(1).padStart(5, '0')
  const ramp = from === to ? [] : [`* COMMENT: speed goes from ${from} to ${to}`]
  return [`M2   ${line.reel.padEnd(8)} ${rate.padEnd(9)} ${timecodeOf(line.sourceFrame, frameRate)}`, ...ramp]
}

function locator({ frame, kind, name }: CutMarker, frameRate: number): string {
  const at = timecodeOf(frame + recordStartSeconds * frameRate, frameRate)
  return `* LOC: ${at} ${markerColours[kind].padEnd(7)} ${name}`
}

function songEvents({ song, lengthFrames, frameRate }: CutList): readonly Event[] {
  const reel = reelsOf([song.fileName]).get(song.fileName) ?? 'AX'
  const sourceFrame = Math.round(song.startSeconds * frameRate)
  const line = { reel, track: 'A', transition: 'C', sourceFrame, sourceFrames: lengthFrames } as const
  return [
    {
      lines: [{ ...line, startFrame: 0, lengthFrames }],
      comments: [`* FROM CLIP NAME: ${song.fileName}`, `* SOURCE FILE: ${song.fileName}`],
    },
  ]
}

/** A reel for every file: up to eight capitals and digits of its name, another number where two would be the same. */
function reelsOf(names: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const reels = new Map<string, string>()
  const taken = new Set(['AX', 'BL'])
  for (const name of names) {
    if (name === undefined || reels.has(name)) continue
    const stem =
      name
        .replace(/\.[^.]*$/, '')
        .normalize('NFKD')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '') || 'REEL'
    let reel = stem.slice(0, 8)
    for (let i = 2; taken.has(reel); i += 1) reel = `${stem.slice(0, 8 - String(i).length)}${i}`
    taken.add(reel)
    reels.set(name, reel)
  }
  return reels
}
