/** How FFmpeg is told to open files: those from outside so that they cannot make it open another one, our own quickly. */
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'

/** Every demuxer we ever open; playlists, scripts and anything that names other files are not among them. */
const openable = [...new Set(Object.values(formatFacts).map((facts) => facts.demuxer))]

/** One allocation may take this much; a header that asks for more is lying. */
const largestAllocationBytes = 256 * 2 ** 20

/** Decoders pad what they allocate, so a picture of exactly our limit needs a little more than it. */
const largestPicturePixels = Math.round(mediaLimits.clipPixels * 1.25)

/**
 * The input arguments for an outside file: its demuxer is forced to the one its bytes were found to be, no other may
 * be chosen, only plain files may be read, and QuickTime references to other files are off.
 */
export function sourceArguments(path: string, format: MediaFormat): string[] {
  const { demuxer, kind } = formatFacts[format]
  return [
    ...['-max_alloc', String(largestAllocationBytes)],
    ...['-protocol_whitelist', 'file', '-format_whitelist', openable.join(',')],
    ...(kind === 'photo' ? [] : ['-max_pixels', String(largestPicturePixels)]),
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    ...['-f', demuxer, '-i', `file:${path}`],
  ]
}

/** The input arguments for an MP4 that we made: it says what it holds, so FFmpeg need not decode some of it to find out. */
export function ownFileArguments(path: string): string[] {
  return ['-nofind_stream_info', '-f', 'mov', '-i', `file:${path}`]
}
