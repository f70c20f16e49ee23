/** Which font files words are set in: of their packages, which bring the fonts under the OFL. */
import type { Title } from '../timeline/timeline.ts'
import type { ScriptFamily } from './script-fonts.ts'

/** The file of each font, as a path that a program resolves like a module. */
export const titleFontFiles = {
  bricolage: '@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf',
  inter: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const satisfies Record<Title['font'], string>

/** The files of a family of a script, inside its package: the table of its slices, and a slice (WOFF2, all weights). */
export const sliceFiles = {
  packageOf: (family: ScriptFamily) => `@fontsource-variable/${family}`,
  table: 'unicode.json',
  slice: (family: ScriptFamily, name: string) => `files/${family}-${name}-wght-normal.woff2`,
} as const
