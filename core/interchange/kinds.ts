/** The formats for editors: what each is called, and what writes it. */
import { z } from 'zod'
import type { CutList } from './cut-list.ts'
import { writeEdl } from './edl.ts'
import { writeFcpxml } from './fcpxml.ts'
import { writeOtio } from './otio.ts'

/** A format for editors, named by the ending of its files; an edit decision list holds one track. */
export const InterchangeKind = z.enum(['otio', 'fcpxml', 'edl', 'audio.edl'])

/** See the schema `InterchangeKind`. */
export type InterchangeKind = z.output<typeof InterchangeKind>

/** What a file of a format is served as. */
export const interchangeTypes = {
  otio: 'application/json',
  fcpxml: 'application/xml',
  edl: 'text/plain; charset=utf-8',
  'audio.edl': 'text/plain; charset=utf-8',
} as const satisfies Record<InterchangeKind, string>

/** The file of a format. */
export function writeInterchange(list: CutList, kind: InterchangeKind): string {
  switch (kind) {
    case 'otio':
      return writeOtio(list)
    case 'fcpxml':
      return writeFcpxml(list)
    case 'edl':
      return writeEdl(list, 'video')
    case 'audio.edl':
      return writeEdl(list, 'audio')
  }
}
