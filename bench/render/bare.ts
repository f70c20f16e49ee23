/** What others would run for the same timeline: one FFmpeg with one filter graph and its default threads, or melt. */
import type { Rectangle, Shot, Timeline } from '#core/timeline/timeline.ts'

/**
 * `smooth` moves the camera between pixels, as ours does, by the perspective filter: FFmpeg's only filter that can.
 * `stepped` is the usual zoompan on a picture of twice the size: cheaper, and it moves in steps that can be seen.
 */
export type BareMotion = 'smooth' | 'stepped'

/** What both need to know. */
export type BareJob = {
  readonly timeline: Timeline
  readonly material: {
    readonly photos: readonly { readonly id: string; readonly path: string }[]
    readonly songPath: string
  }
  readonly path: string
}

const [width, height] = [1920, 1080]

/** FFmpeg's parameters. Each photo is opened and decoded once; the loudness is corrected by a gain known beforehand. */
export function bareParameters(job: BareJob & { readonly motion: BareMotion }): readonly string[] {
  const { timeline, material, motion, path } = job
  const { clips, lengthFrames, frameRate } = timeline
  const uses = material.photos.map((photo) =>
    clips.flatMap((clip, i) => (clip.shot.kind === 'photo' && clip.shot.mediaId === photo.id ? [i] : [])),
  )
  const inputs = material.photos.flatMap((photo) => ['-i', photo.path])
  const splits = uses.flatMap((cuts, input) =>
    cuts.length === 0 ? [] : [`[${input}:v]split=${cuts.length}${cuts.map((cut) => `[p${cut}]`).join('')}`],
  )
  const moves = clips.map((clip, i) => `[p${i}]${moving(clip.shot, clip.lengthFrames, motion)}[v${i}]`)
  const seconds = lengthFrames / frameRate
  const graph = [
    ...splits,
    ...moves,
    `${clips.map((_, i) => `[v${i}]`).join('')}concat=n=${clips.length}:v=1:a=0[v]`,
    `[${material.photos.length}:a]atrim=0:${seconds},aresample=48000,volume=3dB,alimiter=limit=0.83:level=0[a]`,
  ]
  return [
    ...['-y', '-v', 'error', ...inputs, '-i', material.songPath, '-filter_complex', graph.join(';')],
    ...['-map', '[v]', '-map', '[a]', '-r', String(frameRate), '-frames:v', String(lengthFrames)],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', path],
  ]
}

function moving(shot: Shot, lengthFrames: number, motion: BareMotion): string {
  if (shot.kind !== 'photo') throw new Error('the bench shows photos only')
  const { from, to } = shot
  const around = unionOf(from, to)
  const crop = `crop=iw*${around.width}:ih*${around.height}:iw*${around.x}:ih*${around.y}:exact=1`
  const share = `on/${Math.max(1, lengthFrames - 1)}`
  const [first, last] = [inside(from, around), inside(to, around)]
  const mix = (pick: (rectangle: Rectangle) => number) =>
    `(${pick(first).toFixed(6)}+${(pick(last) - pick(first)).toFixed(6)}*${share})`
  const [x, y] = [mix((r) => r.x), mix((r) => r.y)]
  if (motion === 'stepped') {
    const zoom = `1/${mix((r) => r.width)}`
    return `${crop},scale=${width * 2}:${height * 2},zoompan=z='${zoom}':x='iw*${x}':y='ih*${y}':d=${lengthFrames}:s=${width}x${height}:fps=30,format=yuv420p,setsar=1`
  }
  const [right, bottom] = [mix((r) => r.x + r.width), mix((r) => r.y + r.height)]
  const corners = `x0='W*${x}':y0='H*${y}':x1='W*${right}':y1='H*${y}':x2='W*${x}':y2='H*${bottom}':x3='W*${right}':y3='H*${bottom}'`
  return `${crop},scale=${width}:${height},format=yuv420p,setsar=1,loop=loop=${lengthFrames - 1}:size=1,setpts=N/30/TB,fps=30,perspective=eval=frame:interpolation=linear:${corners}`
}

function unionOf(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

function inside(inner: Rectangle, outer: Rectangle): Rectangle {
  return {
    x: (inner.x - outer.x) / outer.width,
    y: (inner.y - outer.y) / outer.height,
    width: inner.width / outer.width,
    height: inner.height / outer.height,
  }
}

/** melt's parameters: the same cuts, pictures standing still. */
export function meltParameters(job: BareJob): readonly string[] {
  const { timeline, material, path } = job
  const pathOf = (id: string) => material.photos.find((photo) => photo.id === id)?.path ?? ''
  const cuts = timeline.clips.flatMap((clip) =>
    clip.shot.kind === 'photo' ? [pathOf(clip.shot.mediaId), `out=${clip.lengthFrames - 1}`] : [],
  )
  const last = timeline.lengthFrames - 1
  return [
    ...['-silent', '-profile', 'atsc_1080p_30', ...cuts, '-audio-track', material.songPath, `out=${last}`],
    ...[
      '-consumer',
      `avformat:${path}`,
      'vcodec=libx264',
      'preset=veryfast',
      'crf=20',
      'acodec=aac',
      'ab=192k',
    ],
  ]
}
