/** The line to a room: opened again whenever it breaks, and broken by ourselves when it has gone silent. */
import { type ClientMessage, type GoodbyeCode, protocolVersion, RoomMessage } from '#core/rooms/message.ts'
import { afterGoodbye, retryWaitMs } from './retry.ts'

/** How the line stands. `ended`: the room said goodbye, and nothing is tried any more. */
export type LineState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  /** Tried again after a while; `tries` counts how often it was lost since it was last open for longer than a moment. */
  | { readonly kind: 'broken'; readonly code: GoodbyeCode | undefined; readonly tries: number }
  | { readonly kind: 'ended'; readonly code: GoodbyeCode; readonly detail: string }

/** What a line needs to be told. */
export type LineOrder = {
  /** Where the room's WebSocket is. */
  readonly url: string
  readonly token: string
  /** A screen that is nobody's phone. */
  readonly watches: boolean
  /** The last event that is here, at the moment the line opens; null for none. */
  readonly afterSeq: () => number | null
  /** `heardMs`: when it arrived, by `performance.now()`. */
  readonly onMessage: (message: RoomMessage, heardMs: number) => void
  readonly onState: (state: LineState) => void
  /** How sockets are made, where it is not the browser that makes them. */
  readonly makeSocket?: (url: string) => WebSocket
}

/** Whoever asked and heard nothing for so long has lost the line, even where the network does not say so. */
const mostSilenceMs = 10_000
/** A line that does not come about is waited for longer each time: a room that is slow to open is reached in the end. */
const mostOpeningMs = 40_000
/** An operation that the room does not answer, whatever else it says, is sent again on a new line. */
const mostUnansweredMs = 15_000
/** A line that is lost sooner than this after its welcome does not count as one that was well. */
const steadyMs = 10_000
/** A room that ended the line for what we sent is left in peace for longer. */
const triesForGoodbye = 4

/** A line that is kept open from its making until `close`. */
export class Line {
  readonly #order: LineOrder
  #socket: WebSocket | undefined
  #isWelcome = false
  #welcomeMs = 0
  #isOver = false
  #tries = 0
  #goodbye: GoodbyeCode | undefined
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #silenceTimer: ReturnType<typeof setTimeout> | undefined
  #answerTimer: ReturnType<typeof setTimeout> | undefined
  readonly #unanswered = new Set<string>()

  constructor(order: LineOrder) {
    this.#order = order
    this.#open()
  }

  /** Sends a message, if the room has welcomed us; answers whether it was sent. */
  send(message: ClientMessage): boolean {
    return this.#isWelcome && this.#put(message)
  }

  /** Tries at once instead of after the wait: the network came back. */
  retryNow(): void {
    if (this.#isOver || this.#socket !== undefined) return
    this.#open()
  }

  /** Hangs up and opens the line anew: what came over it cannot be trusted. */
  restart(): void {
    this.#lose()
  }

  /** Ends it for good. */
  close(): void {
    this.#isOver = true
    clearTimeout(this.#retryTimer)
    this.#hangUp()
  }

  #open(): void {
    clearTimeout(this.#retryTimer)
    this.#goodbye = undefined
    const { url, token, watches, makeSocket } = this.#order
    if (this.#tries === 0) this.#order.onState({ kind: 'opening' })
    const socket = makeSocket === undefined ? new WebSocket(url) : makeSocket(url)
    this.#socket = socket
    this.#expectAnswer(Math.min(mostOpeningMs, mostSilenceMs * 2 ** Math.min(this.#tries, 10)))
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return
      const afterSeq = this.#order.afterSeq()
      this.#put({ type: 'hello', version: protocolVersion, token, afterSeq, watches })
    })
    socket.addEventListener('message', (event) => {
      const heardMs = performance.now()
      if (socket === this.#socket) this.#hear(event.data, heardMs)
    })
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#lose()
    })
  }

  #hear(text: unknown, heardMs: number): void {
    clearTimeout(this.#silenceTimer)
    this.#silenceTimer = undefined
    const message = parseMessage(text)
    // A room that speaks of what this page does not know yet is still a room: the rest of it is understood.
    if (message === undefined) return
    if (message.type === 'goodbye') {
      this.#part(message.code, message.detail)
      return
    }
    const isWelcome = message.type === 'welcome'
    if (isWelcome) {
      this.#isWelcome = true
      this.#welcomeMs = heardMs
    }
    if (message.type === 'accepted' || message.type === 'refused') this.#answered(message.operationId)
    this.#order.onMessage(message, heardMs)
    if (isWelcome && this.#isWelcome) this.#order.onState({ kind: 'open' })
  }

  #part(code: GoodbyeCode, detail: string): void {
    this.#goodbye = code
    if (afterGoodbye(code) === 'try-again') return
    this.close()
    this.#order.onState({ kind: 'ended', code, detail })
  }

  #put(message: ClientMessage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(message))
    if (message.type !== 'react' && message.type !== 'drift') this.#expectAnswer(mostSilenceMs)
    if (message.type === 'operation') {
      this.#unanswered.add(message.operation.id)
      this.#answerTimer ??= this.#losing(mostUnansweredMs)
    }
    return true
  }

  #expectAnswer(withinMs: number): void {
    this.#silenceTimer ??= this.#losing(withinMs)
  }

  /** Every answer gives the others as long again: a room that has much to do answers one after the other. */
  #answered(operationId: string): void {
    if (!this.#unanswered.delete(operationId)) return
    clearTimeout(this.#answerTimer)
    this.#answerTimer = this.#unanswered.size === 0 ? undefined : this.#losing(mostUnansweredMs)
  }

  #losing(inMs: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#lose(), inMs)
  }

  #lose(): void {
    if (this.#isOver) return
    if (this.#isWelcome && performance.now() - this.#welcomeMs >= steadyMs) this.#tries = 0
    this.#hangUp()
    const tries = this.#goodbye === undefined ? this.#tries : this.#tries + triesForGoodbye
    this.#tries += 1
    this.#order.onState({ kind: 'broken', code: this.#goodbye, tries: this.#tries })
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => this.#open(), retryWaitMs(tries, Math.random()))
  }

  #hangUp(): void {
    const socket = this.#socket
    this.#socket = undefined
    this.#isWelcome = false
    clearTimeout(this.#silenceTimer)
    clearTimeout(this.#answerTimer)
    this.#silenceTimer = undefined
    this.#answerTimer = undefined
    this.#unanswered.clear()
    socket?.close()
  }
}

function parseMessage(text: unknown): RoomMessage | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return RoomMessage.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
