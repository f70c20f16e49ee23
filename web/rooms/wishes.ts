/** The wishes of this device that the room has not answered: sent in order, again after a break, each answered once. */
import type { RoomEvent } from '#core/rooms/event.ts'
import type { RoomMessage } from '#core/rooms/message.ts'
import type { RefusedCode } from '#core/rooms/operation.ts'
import type { KeptWish } from './offline.ts'

/** A wish on its way. The room's yes and the event that says what changed come in either order. */
export type OpenWish = KeptWish & {
  /** The room said yes: by this event, which is not here yet. */
  readonly agreedSeq?: number
  /** The event is here, the room's yes is not. */
  readonly isApplied?: boolean
}

/** What became of a wish. */
export type Fate = {
  readonly kept: KeptWish
  readonly outcome:
    | { readonly kind: 'done'; readonly seq: number | null }
    | { readonly kind: 'refused'; readonly code: RefusedCode; readonly detail: string }
}

/** What is left open after an answer, and what became of the wish that it answers. */
export type Settled = { readonly open: readonly OpenWish[]; readonly fate: Fate | undefined }

/**
 * An answer of the room. A yes whose event is still under way leaves the wish open, so that what it did is not gone from
 * the page in between; an answer to a wish that is not open (it was sent twice) changes nothing.
 */
export function settle(
  open: readonly OpenWish[],
  answer: Extract<RoomMessage, { type: 'accepted' | 'refused' }>,
  confirmedSeq: number,
): Settled {
  const kept = open.find((each) => each.operation.id === answer.operationId)
  if (kept === undefined || kept.agreedSeq !== undefined) return { open, fate: undefined }
  const others = open.filter((each) => each !== kept)
  if (answer.type === 'refused') {
    const { code, detail } = answer
    return { open: others, fate: { kept, outcome: { kind: 'refused', code, detail } } }
  }
  const { seq } = answer
  const isHere = seq === null || seq <= confirmedSeq || kept.isApplied === true
  const left = isHere ? others : open.map((each) => (each === kept ? { ...kept, agreedSeq: seq } : each))
  return { open: left, fate: { kept, outcome: { kind: 'done', seq } } }
}

/** What is left open after events arrived, up to a sequence number. */
export function afterEvents(
  open: readonly OpenWish[],
  events: readonly RoomEvent[],
  confirmedSeq: number,
): readonly OpenWish[] {
  const applied = new Set(events.map((event) => event.operationId))
  let isSame = true
  const left = open.flatMap((each) => {
    const isHere =
      applied.has(each.operation.id) || (each.agreedSeq !== undefined && each.agreedSeq <= confirmedSeq)
    if (!isHere) return [each]
    isSame = false
    // Its maker is still to be told, by the answer that is under way.
    return each.agreedSeq === undefined ? [{ ...each, isApplied: true }] : []
  })
  return isSame ? open : left
}

/** The wishes that the confirmed state does not show yet. */
export function notShownYet(open: readonly OpenWish[]): readonly OpenWish[] {
  return open.filter((each) => each.isApplied !== true)
}
