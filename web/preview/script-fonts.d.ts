/** What `scriptFonts` of `web/script-fonts-plugin.ts` answers. */
declare module 'virtual:script-fonts' {
  import type { ScriptFamily } from '#core/text/script-fonts.ts'

  /** The folder below the pages' origin in which each family lies. */
  const folders: Readonly<Record<ScriptFamily, string>>
  export default folders
}
