/** What was done and can be undone, without end: timelines share what did not change, so a step costs what it changed. */
import type { Timeline } from '../timeline.ts'

/** A timeline, and in words what made it of the one before. */
export type Step = { readonly timeline: Timeline; readonly words: string }

/** The present, what led to it (oldest first), and what was undone (nearest first). */
export type History = {
  readonly past: readonly Step[]
  readonly present: Step
  readonly future: readonly Step[]
  /** Steps with the same key, one after the other, are one: a drag is undone at once. */
  readonly key?: string | undefined
}

/** A history that begins. */
export function beginHistory(timeline: Timeline): History {
  return { past: [], present: { timeline, words: 'opened' }, future: [] }
}

/** Does a step. What was undone before is forgotten; what changes nothing is no step. */
export function doStep(history: History, step: Step, key?: string): History {
  const { past, present } = history
  if (step.timeline === present.timeline) return history
  const isSameMove = key !== undefined && key === history.key
  return { past: isSameMove ? past : [...past, present], present: step, future: [], key }
}

/** Ends a move that goes on over several steps, so that the next one with its key is a step of its own. */
export function endMove(history: History): History {
  return { ...history, key: undefined }
}

/** Goes back a step; without one, stays. */
export function undo(history: History): History {
  const before = history.past.at(-1)
  if (before === undefined) return history
  const { past, present, future } = history
  return { past: past.slice(0, -1), present: before, future: [present, ...future] }
}

/** Does again what was undone; without anything, stays. */
export function redo(history: History): History {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future }
}
