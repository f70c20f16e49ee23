/** What lies behind words so that they can be read over any picture. */
import type { Lettering } from '../timeline/timeline.ts'

/** A rectangle in pixels of the frame; fractions of a pixel are meant. */
export type PixelRectangle = {
  readonly xPixels: number
  readonly yPixels: number
  readonly widthPixels: number
  readonly heightPixels: number
}

/** What is drawn beneath the words, in pixels of the frame. `colour` is `#rrggbb`, `opacity` 0 to 1. */
export type Backing =
  | { readonly kind: 'none' }
  | {
      /** The words once more, moved down and blurred by a Gaussian of this standard deviation. */
      readonly kind: 'shadow'
      readonly downPixels: number
      readonly blurPixels: number
      readonly colour: string
      readonly opacity: number
    }
  | {
      /** A rectangle whose corners are quarters of circles. */
      readonly kind: 'box'
      readonly rectangle: PixelRectangle
      readonly radiusPixels: number
      readonly colour: string
      readonly opacity: number
    }

/** The room between words and the edge of their box, in line heights. */
export const boxPadding = { across: 0.35, down: 0.15 } as const

const boxRadius = 0.22
const shadow = { down: 0.04, blur: 0.1 } as const

/** The backing of words whose lines fill `block`. */
export function backingOf(
  title: Pick<Lettering, 'colour' | 'backing'>,
  block: PixelRectangle,
  lineHeightPixels: number,
): Backing {
  const colour = isDark(title.colour) ? '#ffffff' : '#0b0b10'
  switch (title.backing) {
    case 'none':
      return { kind: 'none' }
    case 'shadow':
      return {
        kind: 'shadow',
        downPixels: shadow.down * lineHeightPixels,
        blurPixels: shadow.blur * lineHeightPixels,
        colour,
        opacity: 0.75,
      }
    case 'box': {
      const [across, down] = [boxPadding.across * lineHeightPixels, boxPadding.down * lineHeightPixels]
      const rectangle = {
        xPixels: block.xPixels - across,
        yPixels: block.yPixels - down,
        widthPixels: block.widthPixels + 2 * across,
        heightPixels: block.heightPixels + 2 * down,
      }
      return { kind: 'box', rectangle, radiusPixels: boxRadius * lineHeightPixels, colour, opacity: 0.72 }
    }
  }
}

/** Dark words need light behind them. Luma by the weights of BT.709. */
function isDark(colour: string): boolean {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) < 96
}
