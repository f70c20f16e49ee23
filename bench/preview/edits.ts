/** One edit of every kind that a person makes, at a frame. */
import { applyEdit, type Edit, type Material } from '#core/timeline/edit/edit.ts'
import { clipIndexAt, takeApart } from '#core/timeline/edit/pieces.ts'
import type { Timeline } from '#core/timeline/timeline.ts'

/** The edits at a frame that change anything there. `turn` makes them choose other pictures each time. */
export function editsAt(
  timeline: Timeline,
  frame: number,
  material: Material,
  turn: number,
): readonly Edit[] {
  const clip = clipIndexAt(timeline, frame)
  const shown = timeline.clips[clip]
  const { pictures } = material
  const [photos, films] = [
    pictures.filter(({ kind }) => kind === 'photo'),
    pictures.filter(({ kind }) => kind === 'clip'),
  ]
  const mediaIdOf = (from: typeof pictures) => from[(turn * 7 + 3) % from.length]?.mediaId ?? ''
  const clips = [clip]
  const crop = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 }
  const framing =
    shown?.shot.kind === 'photo'
      ? ({ kind: 'photo', framing: { fit: 'fill', from: crop, to: crop } } as const)
      : ({ kind: 'clip', framing: { fit: 'fill', crop } } as const)
  const title = timeline.titles[0]
  const edits: readonly Edit[] = [
    { kind: 'move-cut', clip, frame: (shown?.startFrame ?? 0) + 2 },
    { kind: 'split', frame },
    { kind: 'remove', clips },
    { kind: 'reorder', clips, beforeClip: Math.max(0, clip - 3), keeping: 'cuts' },
    { kind: 'overwrite', frame, pieces: takeApart(timeline).slice(0, 1) },
    { kind: 'replace', clips, mediaId: mediaIdOf(photos) },
    { kind: 'replace', clips, mediaId: mediaIdOf(films) },
    { kind: 'slip', clip, seconds: 1.3 + turn / 10 },
    {
      kind: 'change-shots',
      clips,
      change: { easing: 'ease-out', speed: { from: 2, to: 0.5, startFrame: 1, endFrame: 9 } },
    },
    { kind: 'frame', clip, aspect: timeline.aspect, framing },
    { kind: 'set-effect', clips, effect: { kind: 'glow', drivenBy: 'energy', amount: 1 } },
    { kind: 'clear-effect', clips, effect: 'flash' },
    { kind: 'set-transition', clips, transition: { kind: 'push', lengthFrames: 10 } },
    { kind: 'repace', range: { startFrame: Math.max(0, frame - 60), endFrame: frame + 60 }, pace: 0.5 },
    ...(title === undefined
      ? []
      : [
          { kind: 'add-title' as const, title: { ...title, startFrame: frame, text: `New words ${turn}` } },
          { kind: 'change-title' as const, index: 0, title: { ...title, text: `Other words ${turn}` } },
          { kind: 'remove-title' as const, index: 0 },
        ]),
    {
      kind: 'regrid',
      grid: material.analysis.beats.map(({ time, position }) => ({ seconds: time + 0.02, position })),
    },
  ]
  return edits.filter((edit) => applyEdit(timeline, edit, material) !== timeline)
}
