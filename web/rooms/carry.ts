/** Carrying a row of a list to another place: by pointer, by finger, and with the keyboard. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { placeAt } from './rows.ts'

/** A row that is carried: what it is, and the place it would land at. */
export type Carried = {
  readonly id: string
  readonly to: number
  /** Where its upper edge is drawn, in pixels from the top of the list. */
  readonly top: number
  readonly byKeys: boolean
}

/** How a list is carried in. */
type CarryOrder = {
  readonly rowHeight: number
  readonly ids: Accessor<readonly string[]>
  readonly list: () => HTMLElement | undefined
  /** The row was let go at another place than its own. */
  readonly onDrop: (id: string, from: number, to: number) => void
  /** Says to a screen reader what happens. */
  readonly say: (words: string) => void
  readonly titleOf: (id: string) => string
}

/** Within so many pixels of the window's edge the page scrolls while a row is carried. */
const edge = 72
const scrollStep = 14

/** Lets rows of a list be carried, one at a time, for as long as the owner of its making lives. */
export class Carry {
  readonly carried: Accessor<Carried | undefined>
  readonly #setCarried: (carried: Carried | undefined) => void
  readonly #order: CarryOrder
  #stopPointer: (() => void) | undefined

  constructor(order: CarryOrder) {
    this.#order = order
    const [carried, setCarried] = createSignal<Carried>()
    this.carried = carried
    this.#setCarried = (now) => setCarried(now)
    onCleanup(() => this.#stopPointer?.())
  }

  /** A pointer took hold of a row. */
  begin(id: string, event: PointerEvent): void {
    const { list, ids, rowHeight } = this.#order
    const element = list()
    const from = ids().indexOf(id)
    if (element === undefined || from < 0 || event.button !== 0) return
    event.preventDefault()
    const heldAt = event.clientY - element.getBoundingClientRect().top - from * rowHeight
    let pointerY = event.clientY
    const follow = () => this.#carryTo(id, pointerY - element.getBoundingClientRect().top - heldAt)
    this.#stopPointer = followPointer({
      pointerId: event.pointerId,
      onMove: (y) => {
        pointerY = y
        follow()
      },
      onTick: () => {
        const step = pointerY < edge ? -scrollStep : pointerY > window.innerHeight - edge ? scrollStep : 0
        if (step === 0) return
        window.scrollBy(0, step)
        follow()
      },
      onEnd: (isLetGo) => (isLetGo ? this.#drop() : this.#setCarried(undefined)),
    })
    follow()
  }

  /** A key on the handle of a row: space lifts and drops, arrows move, Escape puts back. */
  key(id: string, event: KeyboardEvent): void {
    const isLifted = this.carried()?.byKeys === true
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.key === ' ' || event.key === 'Enter') {
      if (isLifted) this.#dropByKeys()
      else this.#lift(id)
    } else if (isLifted && step !== 0) this.#step(step)
    else if (isLifted && event.key === 'Escape') this.leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** The handle lost the focus: what was carried by keys goes back. */
  leave(): void {
    const now = this.carried()
    if (now?.byKeys !== true) return
    this.#setCarried(undefined)
    this.#order.say(`${this.#order.titleOf(now.id)} is back where it was.`)
  }

  #carryTo(id: string, top: number): void {
    const { rowHeight, ids } = this.#order
    this.#setCarried({ id, to: placeAt(top + rowHeight / 2, rowHeight, ids().length), top, byKeys: false })
  }

  #lift(id: string): void {
    const { ids, rowHeight, say, titleOf } = this.#order
    const to = ids().indexOf(id)
    if (to < 0) return
    this.#setCarried({ id, to, top: to * rowHeight, byKeys: true })
    const place = `${titleOf(id)} lifted, place ${to + 1} of ${ids().length}.`
    say(`${place} Arrow keys move it, space drops it, Escape puts it back.`)
  }

  #step(step: number): void {
    const now = this.carried()
    if (now === undefined) return
    const { ids, rowHeight, say } = this.#order
    const to = Math.min(ids().length - 1, Math.max(0, now.to + step))
    this.#setCarried({ ...now, to, top: to * rowHeight })
    say(`Place ${to + 1} of ${ids().length}.`)
  }

  #dropByKeys(): void {
    const now = this.carried()
    this.#drop()
    if (now !== undefined) this.#order.say(`${this.#order.titleOf(now.id)} dropped at place ${now.to + 1}.`)
  }

  #drop(): void {
    const now = this.carried()
    this.#setCarried(undefined)
    if (now === undefined) return
    const from = this.#order.ids().indexOf(now.id)
    if (from >= 0 && from !== now.to) this.#order.onDrop(now.id, from, now.to)
  }
}

/** Follows one pointer until it is let go, and ticks with every picture meanwhile. Answers how to stop. */
function followPointer(order: {
  readonly pointerId: number
  readonly onMove: (clientY: number) => void
  readonly onTick: () => void
  readonly onEnd: (isLetGo: boolean) => void
}): () => void {
  const off = new AbortController()
  const { signal } = off
  let frame = 0
  const tick = () => {
    order.onTick()
    frame = requestAnimationFrame(tick)
  }
  frame = requestAnimationFrame(tick)
  const stop = () => {
    off.abort()
    cancelAnimationFrame(frame)
  }
  const end = (isLetGo: boolean) => {
    stop()
    order.onEnd(isLetGo)
  }
  const mine = (event: PointerEvent) => event.pointerId === order.pointerId
  window.addEventListener('pointermove', (event) => mine(event) && order.onMove(event.clientY), { signal })
  window.addEventListener('pointerup', (event) => mine(event) && end(true), { signal })
  window.addEventListener('pointercancel', (event) => mine(event) && end(false), { signal })
  window.addEventListener('keydown', (event) => event.key === 'Escape' && end(false), { signal })
  return stop
}
