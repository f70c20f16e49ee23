/** Two fingers on the timeline: they zoom and scroll it, or slip the film that is chosen between them. */
import { createSignal } from 'solid-js'
import { type Drag, type Guides, slipFilm } from './drags.ts'
import { pixelsOfFrame } from './frame-view.ts'
import { type Ground, momentOf, pointOf } from './pointer-place.ts'
import { clipsOf } from './selection.ts'
import { type FingerPath, movementOf } from './two-fingers.ts'

type Finger = FingerPath & { readonly y: number }

/** What a pair does, once it is known: from then on until a finger leaves, whatever they do. */
type Doing =
  | { readonly kind: 'pinch'; spanPixels: number }
  | { readonly kind: 'slip'; readonly drag: Drag }
  /** On a chosen film two fingers may mean either. */
  | { readonly kind: 'unknown'; readonly film: number; atMs: number }

/** Follows fingers. `down` and `move` answer whether they are two, so that no other gesture takes them. */
export function createFingerPair(ground: Ground) {
  const { editor, place } = ground
  const fingers = new Map<number, Finger>()
  const [guides, setGuides] = createSignal<Guides>({})
  let doing: Doing | undefined
  const pair = (): readonly Finger[] => [...fingers.values()]

  const end = (): Doing | undefined => {
    const ended = doing
    doing = undefined
    setGuides({})
    return ended
  }
  return {
    guides,
    isSlipping: () => doing?.kind === 'slip',
    down: (event: PointerEvent): boolean => {
      if (event.pointerType !== 'touch' || fingers.size === 2) return fingers.size === 2
      fingers.set(event.pointerId, fingerAt(event))
      if (fingers.size < 2) return false
      // One that stayed when another left begins anew with the next.
      for (const [id, finger] of fingers) fingers.set(id, { ...finger, fromX: finger.x })
      const film = chosenFilmBetween(ground, pair())
      doing = film === undefined ? pinchOf(pair()) : { kind: 'unknown', film, atMs: event.timeStamp }
      return true
    },
    move: (event: PointerEvent): boolean => {
      const finger = fingers.get(event.pointerId)
      if (finger === undefined) return false
      if (fingers.size < 2) {
        fingers.set(event.pointerId, fingerAt(event))
        return false
      }
      // Both fingers move in one moment of the screen, but come one after the other: only whole moments are judged.
      if (doing?.kind === 'unknown' && event.timeStamp > doing.atMs) {
        doing.atMs = event.timeStamp
        doing = meantBy(ground, doing.film, { fingers: pair(), event }) ?? doing
      }
      const before = middleOf(pair())
      fingers.set(event.pointerId, { ...finger, x: pointOf(event).x })
      if (doing?.kind === 'slip') setGuides(doing.drag.move(momentOf(place, event, middleOf(pair()))))
      if (doing?.kind === 'pinch') {
        const spanPixels = spanOf(pair())
        place.panPixels(before - middleOf(pair()))
        place.zoom(spanPixels / doing.spanPixels, place.frameAt(middleOf(pair())))
        doing.spanPixels = spanPixels
      }
      return true
    },
    /** The first finger to leave ends what the two did. What the browser took away leaves nothing. */
    up: (event: PointerEvent, isKept: boolean) => {
      if (!fingers.delete(event.pointerId)) return
      const ended = end()
      if (ended?.kind !== 'slip') return
      if (isKept) ended.drag.drop()
      else editor.tryOut(undefined)
    },
    /** Gives up a slip that is under way. */
    stop: () => {
      if (end()?.kind === 'slip') editor.tryOut(undefined)
    },
  }
}

function fingerAt(event: PointerEvent): Finger {
  const { x, y } = pointOf(event)
  return { fromX: x, x, y }
}

/** What two fingers on a chosen film have shown to mean by now, if anything. */
function meantBy(
  { editor, place }: Ground,
  film: number,
  { fingers, event }: { readonly fingers: readonly Finger[]; readonly event: PointerEvent },
): Doing | undefined {
  const [one, other] = fingers
  const movement = one === undefined || other === undefined ? undefined : movementOf(one, other)
  if (movement === undefined) return undefined
  if (movement === 'apart') return pinchOf(fingers)
  return { kind: 'slip', drag: slipFilm(editor, film, momentOf(place, event, middleOf(fingers)).frame) }
}

function pinchOf(fingers: readonly Finger[]): Doing {
  return { kind: 'pinch', spanPixels: spanOf(fingers) }
}

/** The chosen film, when both fingers are on the clips and some of it lies under or between them. */
function chosenFilmBetween({ editor, place, lanes }: Ground, fingers: readonly Finger[]): number | undefined {
  const { top, height } = lanes().clips
  if (fingers.some(({ y }) => y < top || y > top + height)) return undefined
  const [chosen, ...others] = clipsOf(editor.selection())
  const clip = chosen === undefined || others.length > 0 ? undefined : editor.settled().clips[chosen]
  if (clip?.shot.kind !== 'clip') return undefined
  const at = (frame: number) => pixelsOfFrame(place.view(), place.widthPixels(), frame)
  const xs = fingers.map(({ x }) => x)
  const isBetween =
    at(clip.startFrame) <= Math.max(...xs) && at(clip.startFrame + clip.lengthFrames) >= Math.min(...xs)
  return isBetween ? chosen : undefined
}

/** No nearer than a finger is wide: a pinch that begins closed would fly off. */
function spanOf([one, other]: readonly Finger[]): number {
  return Math.max(20, Math.abs((one?.x ?? 0) - (other?.x ?? 0)))
}

function middleOf(fingers: readonly Finger[]): number {
  return fingers.reduce((sum, { x }) => sum + x, 0) / 2
}
