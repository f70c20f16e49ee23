/** Where the words of a title stand in the frame. */
import type { FrameSize } from '../timeline/preset.ts'
import type { Aspect, Title } from '../timeline/timeline.ts'
import { placeBlock } from './block.ts'
import type { Fonts } from './font-library.ts'
import { type Inscription, inscriptionOf } from './inscription.ts'
import { writableText } from './writable.ts'

/** One line of a title. Its baseline begins at `xPixels`, `baselinePixels`. */
export type TitleLine = {
  readonly text: string
  readonly xPixels: number
  readonly baselinePixels: number
  readonly widthPixels: number
}

/** A title laid out, in pixels of the frame. */
export type TitleLayout = Inscription & {
  readonly lines: readonly TitleLine[]
  /** Characters that no font of ours has. They are left out. */
  readonly missing: readonly string[]
}

/** Lays a title out in a frame. */
export function layOutTitle(input: {
  readonly title: Title
  readonly aspect: Aspect
  readonly frame: FrameSize
  readonly fonts: Fonts
}): TitleLayout {
  const { title, fonts } = input
  const written = writableText(title.text, title.font, fonts)
  const block = placeBlock(written, title, input)
  const lines = block.lines.map(({ start, end, xPixels, baselinePixels, widthPixels }) => ({
    text: written.text.slice(start, end),
    ...{ xPixels, baselinePixels, widthPixels },
  }))
  return { ...inscriptionOf(block, title), lines, missing: written.missing }
}
