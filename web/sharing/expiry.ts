/** How long a link lasts, as people say it. */
import type { Choice } from '../ui/Choices.tsx'

/** The answers to how long. `date` wants a day with it. */
export type Expiry = 'never' | 'day' | 'week' | 'month' | 'date'

/** The answers in their order. */
export const expiries: readonly Choice<Expiry>[] = [
  { value: 'never', name: 'Until I turn it off' },
  { value: 'day', name: 'For a day' },
  { value: 'week', name: 'For a week' },
  { value: 'month', name: 'For a month' },
  { value: 'date', name: 'Until a date' },
]

const daysOf = { day: 1, week: 7, month: 30 } as const
const dayMs = 86_400_000

/**
 * When a link ends, in RFC 3339; null is never. A date counts to its end, where the person is. Answers `undefined` for a
 * date that is missing or over.
 */
export function endOf(expiry: Expiry, date: string, nowMs: number): string | null | undefined {
  if (expiry === 'never') return null
  if (expiry !== 'date') return new Date(nowMs + daysOf[expiry] * dayMs).toISOString()
  // Without a zone, this is read as local time.
  const ms = Date.parse(`${date}T23:59:59`)
  return Number.isNaN(ms) || ms <= nowMs ? undefined : new Date(ms).toISOString()
}

/** The day of a moment where the person is, as a date field takes it. */
export function dateOf(ms: number): string {
  const day = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** A moment as a person reads it: with its hour when it is near. */
export function momentWords(rfc3339: string, nowMs: number): string {
  const ms = Date.parse(rfc3339)
  const isNear = Math.abs(ms - nowMs) < 2 * dayMs
  return new Intl.DateTimeFormat(undefined, {
    dateStyle: 'medium',
    ...(isNear ? { timeStyle: 'short' } : {}),
  }).format(ms)
}
