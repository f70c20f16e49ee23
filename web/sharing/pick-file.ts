/** Which of a video's files suits a screen. */
import type { SharedFile } from '#core/sharing/shared-video.ts'

/** A screen in its own pixels. */
export type ScreenSize = { readonly widthPixels: number; readonly heightPixels: number }

/** The formats that there are files of, in the files' order. */
export function formatsOf(files: readonly SharedFile[]): readonly SharedFile['aspect'][] {
  return [...new Set(files.map(({ aspect }) => aspect))]
}

/** The format whose shape is nearest to the screen's: as far from it when twice as wide as when twice as high. */
export function formatFor(
  files: readonly SharedFile[],
  screen: ScreenSize,
): SharedFile['aspect'] | undefined {
  const wanted = ratioOf(screen)
  return files.toSorted((a, b) => distance(ratioOf(a), wanted) - distance(ratioOf(b), wanted))[0]?.aspect
}

/** Of a format, the smallest file that fills the screen, or else the largest. */
export function fileFor(
  files: readonly SharedFile[],
  aspect: SharedFile['aspect'],
  screen: ScreenSize,
): SharedFile | undefined {
  const ascending = files
    .filter((file) => file.aspect === aspect)
    .toSorted((a, b) => a.widthPixels - b.widthPixels)
  const isEnough = (file: SharedFile) =>
    file.widthPixels >= Math.min(screen.widthPixels, screen.heightPixels * ratioOf(file))
  return ascending.find(isEnough) ?? ascending.at(-1)
}

/** The largest file of a format: what is worth saving. */
export function largestOf(
  files: readonly SharedFile[],
  aspect: SharedFile['aspect'],
): SharedFile | undefined {
  return files.filter((file) => file.aspect === aspect).toSorted((a, b) => b.widthPixels - a.widthPixels)[0]
}

function ratioOf({ widthPixels, heightPixels }: ScreenSize): number {
  return widthPixels / heightPixels
}

function distance(ratio: number, other: number): number {
  return Math.abs(Math.log(ratio / other))
}
