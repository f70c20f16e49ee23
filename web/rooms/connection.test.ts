import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomMessage } from '#core/rooms/message.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, snapshotOf } from '#core/rooms/state.ts'
import { Line, type LineState } from './connection.ts'

/** The room's end of a line, as a browser's socket shows it. */
class RoomEnd extends EventTarget {
  readyState: number = WebSocket.CONNECTING
  readonly heard: unknown[] = []

  send(text: string): void {
    this.heard.push(JSON.parse(text))
  }

  close(): void {
    this.readyState = WebSocket.CLOSED
    this.dispatchEvent(new Event('close'))
  }

  open(): void {
    this.readyState = WebSocket.OPEN
    this.dispatchEvent(new Event('open'))
  }

  say(message: RoomMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

const welcome: RoomMessage = {
  type: 'welcome',
  version: 1,
  memberId: 'mem_ben',
  roomMs: 5,
  snapshot: snapshotOf(emptyRoom(defaultSettings)),
  events: [],
  present: [],
}

function dial() {
  const ends: RoomEnd[] = []
  const states: LineState[] = []
  const line = new Line({
    url: 'wss://room.example/socket',
    token: 'rmt_1',
    watches: false,
    afterSeq: () => ends.length,
    onMessage: () => undefined,
    onState: (state) => states.push(state),
    makeSocket: () => {
      const end = new RoomEnd()
      ends.push(end)
      return end as unknown as WebSocket
    },
  })
  const last = () => ends.at(-1) ?? new RoomEnd()
  return { line, ends, states, last }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const probe = { type: 'probe', id: 1, sentMs: 0 } as const

test('a line says hello with what it has, and nothing else before it is welcome', () => {
  const { line, last } = dial()
  last().open()
  expect(line.send(probe)).toBe(false)
  last().say(welcome)
  expect(line.send(probe)).toBe(true)
  expect(last().heard).toEqual([
    { type: 'hello', version: 1, token: 'rmt_1', afterSeq: 1, watches: false },
    probe,
  ])
})

test('a line that breaks is opened again, and asks only for what came after', () => {
  const { ends, states, last } = dial()
  last().open()
  last().say(welcome)
  last().close()
  expect(states.at(-1)).toMatchObject({ kind: 'broken', tries: 1 })
  vi.advanceTimersByTime(1_000)
  expect(ends).toHaveLength(2)
  last().open()
  expect(last().heard).toMatchObject([{ type: 'hello', afterSeq: 2 }])
  last().say(welcome)
  expect(states.at(-1)).toEqual({ kind: 'open' })
})

test('a room that does not answer any more is lost, although the socket says it is there', () => {
  const { line, ends, last } = dial()
  last().open()
  last().say(welcome)
  vi.advanceTimersByTime(60_000)
  expect(ends).toHaveLength(1)
  line.send(probe)
  vi.advanceTimersByTime(12_000)
  expect(ends).toHaveLength(2)
})

test('whoever was sent out is told so and does not come back by itself', () => {
  const { ends, states, last } = dial()
  last().open()
  last().say({ type: 'goodbye', code: 'banned', detail: 'Until later.' })
  vi.advanceTimersByTime(600_000)
  expect(states.at(-1)).toEqual({ kind: 'ended', code: 'banned', detail: 'Until later.' })
  expect(ends).toHaveLength(1)
})

test('who talked too much waits longer than after a break, and comes back', () => {
  const { ends, last } = dial()
  last().open()
  last().say(welcome)
  last().say({ type: 'goodbye', code: 'too-many-messages', detail: '' })
  last().close()
  vi.advanceTimersByTime(3_000)
  expect(ends).toHaveLength(1)
  vi.advanceTimersByTime(5_000)
  expect(ends).toHaveLength(2)
})

test('words of a newer room that this page does not know are passed over', () => {
  const { states, last } = dial()
  last().open()
  last().dispatchEvent(new MessageEvent('message', { data: '{"type":"fireworks"}' }))
  last().dispatchEvent(new MessageEvent('message', { data: 'not even JSON' }))
  last().say(welcome)
  expect(states.at(-1)).toEqual({ kind: 'open' })
})

test('when the network is back nobody waits for the next try', () => {
  const { line, ends, last } = dial()
  last().close()
  line.retryNow()
  expect(ends).toHaveLength(2)
  line.retryNow()
  expect(ends).toHaveLength(2)
})

test('a room that is slow to open is waited for longer each time, and reached', () => {
  const { ends, states } = dial()
  const slowMs = 14_000
  for (let passedMs = 0; passedMs < 120_000; passedMs += 1_000) {
    const end = ends.at(-1)
    setTimeout(() => end?.readyState === WebSocket.CONNECTING && end.open(), slowMs)
    vi.advanceTimersByTime(1_000)
    if (end?.heard.length === 1) end.say(welcome)
    if (states.at(-1)?.kind === 'open') break
  }
  expect(states.at(-1)).toEqual({ kind: 'open' })
  expect(ends.length).toBeLessThan(4)
})

const operation = (id: string) =>
  ({ type: 'operation', operation: { id, wish: { kind: 'add', songId: 'sng_1' } } }) as const

test('an operation that is not answered, whatever else the room says, ends the line; answered ones do not', () => {
  const { line, ends, last } = dial()
  last().open()
  last().say(welcome)
  for (const id of ['a', 'b']) line.send(operation(id))
  const chatter = setInterval(() => ends[0]?.say({ type: 'presence', came: [], went: [] }), 1_000)
  vi.advanceTimersByTime(14_000)
  last().say({ type: 'accepted', operationId: 'a', seq: 1 })
  vi.advanceTimersByTime(14_000)
  expect(ends).toHaveLength(1)
  vi.advanceTimersByTime(2_000)
  expect(ends).toHaveLength(2)
  clearInterval(chatter)
})

test('a line on which all is answered stays', () => {
  const { line, ends, last } = dial()
  last().open()
  last().say(welcome)
  line.send(operation('a'))
  last().say({ type: 'refused', operationId: 'a', code: 'not-allowed', detail: '' })
  vi.advanceTimersByTime(120_000)
  expect(ends).toHaveLength(1)
})

test('a line that breaks again and again soon after its welcome is tried more rarely', () => {
  const { ends, states, last } = dial()
  for (let time = 0; time < 5; time += 1) {
    last().open()
    last().say(welcome)
    last().close()
    while (ends.length === time + 1) vi.advanceTimersByTime(100)
  }
  expect(states.at(-1)).toEqual({ kind: 'broken', code: undefined, tries: 5 })
  last().open()
  last().say(welcome)
  vi.advanceTimersByTime(11_000)
  last().close()
  expect(states.at(-1)).toEqual({ kind: 'broken', code: undefined, tries: 1 })
})
