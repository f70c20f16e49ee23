/** Money is whole micro-dollars everywhere: a million of them are a US dollar, and no sum is ever rounded. */

/** Micro-dollars in a dollar. */
export const microDollarsADollar = 1_000_000

/** An amount for a person: `$0.10`, with as many places as it has and at least two. */
export function dollarsText(microDollars: number): string {
  const whole = Math.floor(Math.abs(microDollars) / microDollarsADollar)
  const rest = String(Math.abs(microDollars) % microDollarsADollar).padStart(6, '0')
  const places = rest.replace(/0+$/, '').padEnd(2, '0')
  return `${microDollars < 0 ? '-' : ''}$${whole}.${places}`
}

/** The amount of a text such as `12.50`, read without a floating point; `undefined` for anything else. */
export function parseDollars(text: string): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,6}))?$/.exec(text)
  if (match === null) return undefined
  return Number(match[1]) * microDollarsADollar + Number((match[2] ?? '').padEnd(6, '0'))
}
