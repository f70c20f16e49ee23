/** The page that tests drive in a real browser: what runs on the person's device, with frames painted by the test. */
import type { Waveform } from '#core/audio/analysis.ts'
import { chosenFile } from './export-file.ts'
import { canExport, exportVideo } from './export-video.ts'
import { loadFfmpegCore, withFfmpeg } from './ffmpeg.ts'
import { hearSong } from './hear-song.ts'
import { makeProxy } from './proxy.ts'
import { makeSnippet, type SnippetEncoder } from './snippet.ts'
import type { SongOfVideo } from './sound.ts'
import { makeTrialPainter, type TrialPicture } from './trial-painter.fake.ts'

/** A song at an address of the same origin. */
type TrialSong = { readonly address: string } & Omit<SongOfVideo, 'file'>

/** What a test may ask the page for. Answers are plain values, so that they travel; files go to the server by PUT. */
export const trial = {
  /** Hears the file at an address of the same origin. Answers what was heard, and how many columns of peaks came when. */
  hear: async (address: string) => {
    const file = await (await fetch(address)).blob()
    const told: number[] = []
    const watched = watchPage()
    const onPeaks = (peaks: Waveform) => told.push(peaks.length)
    const startMs = performance.now()
    const heard = await hearSong(file, { signal: new AbortController().signal, onPeaks })
    const tookMs = performance.now() - startMs
    return { heard, told, tookMs, longestTaskMs: watched.longestTaskMs() }
  },

  /** Makes a snippet of painted frames with a plain tone, and keeps it under an address. */
  snippet: async (picture: TrialPicture, encoder: SnippetEncoder | undefined, address: string) => {
    await loadFfmpegCore()
    const source = await makeTrialPainter(picture)
    const told: number[] = []
    const watched = watchPage()
    const startMs = performance.now()
    const blob = await makeSnippet({
      source,
      ...(encoder === undefined ? {} : { encoder }),
      samples: tone(picture.lengthFrames / source.frameRate),
      signal: new AbortController().signal,
      onProgress: (fraction) => told.push(fraction),
    })
    const tookMs = performance.now() - startMs
    await fetch(address, { method: 'PUT', body: blob })
    return { tookMs, told, longestTaskMs: watched.longestTaskMs(), isClosed: source.isClosed() }
  },

  /** Begins a snippet and cancels it after some frames. Answers what was thrown and what stayed open. */
  cancelSnippet: async (picture: TrialPicture, encoder: SnippetEncoder, afterFrames: number) => {
    const source = await makeTrialPainter(picture)
    const cancel = new AbortController()
    let told = 0
    const making = makeSnippet({
      source,
      encoder,
      samples: tone(picture.lengthFrames / source.frameRate),
      signal: cancel.signal,
      onProgress: () => {
        told += 1
        if (told === afterFrames) cancel.abort()
      },
    })
    const thrown = await making.then(
      () => 'nothing',
      (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
    )
    return { thrown, isClosed: source.isClosed() }
  },

  /** Exports painted frames with a song, keeps the file, and answers its proof and what a changed plan's proof says. */
  export: async (picture: TrialPicture, song: TrialSong, address: string) => {
    await loadFfmpegCore()
    const source = await makeTrialPainter(picture)
    const file = await (await fetch(song.address)).blob()
    const told: number[] = []
    const watched = watchPage()
    const startMs = performance.now()
    let madeMs = 0
    const exported = await exportVideo({
      source,
      cutFrames: picture.cutFrames,
      song: { ...song, file },
      loudness: 'normalised',
      signal: new AbortController().signal,
      onProgress: (fraction, stage) => {
        told.push(fraction)
        if (stage === 'making the video') madeMs = performance.now() - startMs
      },
    })
    const tookMs = performance.now() - startMs
    await fetch(address, { method: 'PUT', body: exported.video })
    const kept = await privateFiles()
    await exported.discard()
    const longestTaskMs = watched.longestTaskMs()
    return { proof: exported.proof, told, madeMs, tookMs, longestTaskMs, kept, left: await privateFiles() }
  },

  /**
   * Begins an export into a private file, or into one as the browser's own window would hand it over, and cancels it after
   * some frames. Answers what was thrown and which files stayed.
   */
  cancelExport: async (picture: TrialPicture, song: TrialSong, into: 'private' | 'chosen') => {
    const source = await makeTrialPainter(picture)
    const file = await (await fetch(song.address)).blob()
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('exports', { create: true })
    const cancel = new AbortController()
    let told = 0
    const exporting = exportVideo({
      source,
      cutFrames: picture.cutFrames,
      song: { ...song, file },
      loudness: 'normalised',
      signal: cancel.signal,
      ...(into === 'private'
        ? {}
        : { file: chosenFile(await folder.getFileHandle('chosen.mp4', { create: true })) }),
      onProgress: () => {
        told += 1
        if (told === 60) cancel.abort()
      },
    })
    const thrown = await exporting.then(
      () => 'nothing',
      (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
    )
    return { thrown, isClosed: source.isClosed(), left: await privateFiles() }
  },

  /** The files that exports left on disk. */
  keptFiles: () => privateFiles(),

  /** Whether this browser says that it can export a shape. */
  canExport,

  /** Asks FFmpeg for pictures that no memory of 32 bits holds. Answers the sentence. */
  exhaust: async () => {
    const huge = ['-f', 'rawvideo', '-pixel_format', 'yuv420p', '-video_size', '16000x16000', '-i', '/zeros']
    const work = withFfmpeg(
      { signal: new AbortController().signal, doing: 'converting the clip' },
      async (ffmpeg) => {
        await ffmpeg.write('/zeros', new Uint8Array(384_000_000))
        return await ffmpeg.run([...huge, '-c:v', 'libx264', '-f', 'null', '-'])
      },
    )
    return await work.then(
      () => 'made',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  },

  /** Converts the clip at an address and keeps what came out under another. Answers the sentence when it fails. */
  proxy: async (from: string, to: string) => {
    const file = await (await fetch(from)).blob()
    try {
      const blob = await makeProxy(
        { file, widthPixels: 1280, heightPixels: 720 },
        { signal: new AbortController().signal, onSeconds: () => undefined },
      )
      await fetch(to, { method: 'PUT', body: blob })
      return 'made'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  },
}

/** The files of exports that are on disk. */
async function privateFiles(): Promise<readonly string[]> {
  if (!('getDirectory' in navigator.storage)) return []
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('exports', { create: true })
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

/** A tone that swells twice a second, two channels at 48 kHz. */
function tone(seconds: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(seconds * 48_000) * 2)
  return samples.map((_, i) => 0.3 * Math.sin(i * 0.02) * (0.6 + 0.4 * Math.sin(i / 7639)))
}

/** Watches how long the page was kept from answering. */
function watchPage(): { longestTaskMs(): number } {
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration)
  })
  observer.observe({ entryTypes: ['longtask'] })
  return { longestTaskMs: () => longest }
}

Object.assign(globalThis, { trial })
