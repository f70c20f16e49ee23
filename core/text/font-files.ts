/** Which font files titles are set in: of their packages, which bring the fonts under the OFL. */
import type { Title } from '../timeline/timeline.ts'

/** The file of each font, as a path that a program resolves like a module. */
export const titleFontFiles = {
  bricolage: '@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf',
  inter: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const satisfies Record<Title['font'], string>
