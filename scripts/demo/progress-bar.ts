/** One line of progress on a terminal; plain lines, one a tenth, where the output is a file. */
import type { WriteStream } from 'node:tty'

/** A progress bar. `show` may be called as often as wanted. */
export type ProgressBar = { show(step: string, fraction: number, detail: string): void; end(): void }

const widthCharacters = 28

/** A bar on a stream. */
export function makeProgressBar(stream: WriteStream | NodeJS.WriteStream): ProgressBar {
  let lastPlain = ''
  return {
    show: (step, fraction, detail) => {
      if (stream.isTTY) {
        // A line that wraps could not be written over.
        const line = progressLine(step, fraction, detail).slice(0, (stream.columns || 80) - 1)
        stream.write(`\r\u001b[2K${line}`)
        return
      }
      const plain = `${step} ${Math.floor(fraction * 10) * 10}%`
      if (plain !== lastPlain) stream.write(`${plain}\n`)
      lastPlain = plain
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\u001b[2K')
    },
  }
}

/** The text of the bar at a fraction from 0 to 1. */
export function progressLine(step: string, fraction: number, detail: string): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * widthCharacters)
  const bar = `${'█'.repeat(full)}${'░'.repeat(widthCharacters - full)}`
  return `${step.padEnd(10)} ${bar} ${String(Math.round(fraction * 100)).padStart(3)}%  ${detail}`
}
