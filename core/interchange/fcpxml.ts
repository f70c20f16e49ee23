/**
 * Writes a cut list as Final Cut Pro XML 1.10, which Final Cut Pro 10.6 and DaVinci Resolve read. Every element and attribute
 * follows Apple's DTD of that version; every time is a rational number of seconds.
 */
import { frameSize } from '../timeline/preset.ts'
import { filmedFrames } from '../timeline/speed.ts'
import { samplesOfSeconds } from '../units.ts'
import type { CutItem, CutList, CutMarker, CutSource, SourceMedia } from './cut-list.ts'

/** The song is told in samples, since it begins between frames. */
const soundRate = 48_000
/** A ramp is told by straight lines of so many frames. */
const rampStepFrames = 5

/** The document. */
export function writeFcpxml(list: CutList): string {
  const { title, frameRate, lengthFrames, aspect } = list
  const { widthPixels, heightPixels } = frameSize('1080p30', aspect)
  const assets = assetsOf(list)
  const frames = (count: number) => framesTime(count, frameRate)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE fcpxml>',
    '<fcpxml version="1.10">',
    '<resources>',
    `<format id="r1" frameDuration="1/${frameRate}s" width="${widthPixels}" height="${heightPixels}"/>`,
    '<format id="r2" name="FFVideoFormatRateUndefined"/>',
    ...assets.xml,
    '</resources>',
    '<library>',
    `<event name="${escaped(title)}">`,
    `<project name="${escaped(title)}">`,
    `<sequence format="r1" duration="${frames(lengthFrames)}" tcStart="0s" tcFormat="NDF" audioLayout="stereo" audioRate="48k">`,
    '<spine>',
    ...list.items.flatMap((item, i) => itemXml(item, { list, assets, isFirst: i === 0 })),
    '</spine>',
    '</sequence>',
    '</project>',
    '</event>',
    '</library>',
    '</fcpxml>',
    '',
  ].join('\n')
}

type Assets = {
  readonly xml: readonly string[]
  readonly songId: string
  idOf(media: SourceMedia): string
}

/** One asset a file, however often it is seen. */
function assetsOf(list: CutList): Assets {
  const ids = new Map<string, string>()
  const xml: string[] = []
  const keyOf = ({ kind, fileName, widthPixels, heightPixels, durationSeconds }: SourceMedia) =>
    JSON.stringify([kind, fileName, widthPixels, heightPixels, durationSeconds])
  for (const { source } of list.items) {
    if (source.kind === 'generated' || ids.has(keyOf(source.media))) continue
    const id = `a${ids.size + 1}`
    ids.set(keyOf(source.media), id)
    xml.push(...pictureAsset(source.media, id, list.frameRate))
  }
  const { fileName, durationSeconds } = list.song
  const seconds = `${samplesOfSeconds(durationSeconds, soundRate)}/${soundRate}s`
  const audio = 'hasAudio="1" audioSources="1" audioChannels="2"'
  xml.push(
    `<asset id="song" name="${escaped(fileName)}" start="0s" duration="${seconds}" ${audio}>`,
    mediaRep(fileName),
    '</asset>',
  )
  return { xml, songId: 'song', idOf: (media) => ids.get(keyOf(media)) ?? '' }
}

/** A still lasts no time, and has a format without a rate. */
function pictureAsset(media: SourceMedia, id: string, frameRate: number): readonly string[] {
  const { fileName, kind, durationSeconds = 0 } = media
  const isStill = kind === 'photo'
  const duration = isStill ? '0s' : framesTime(Math.round(durationSeconds * frameRate), frameRate)
  const format = isStill ? 'r2' : 'r1'
  return [
    `<asset id="${id}" name="${escaped(fileName)}" start="0s" duration="${duration}" hasVideo="1" format="${format}" videoSources="1">`,
    mediaRep(fileName),
    '</asset>',
  ]
}

function mediaRep(fileName: string): string {
  return `<media-rep kind="original-media" src="./${escaped(encodeURIComponent(fileName))}"/>`
}

type Around = { readonly list: CutList; readonly assets: Assets; readonly isFirst: boolean }

function itemXml(item: CutItem, { list, assets, isFirst }: Around): readonly string[] {
  const { frameRate } = list
  const { startFrame, lengthFrames, name, source } = item
  const frames = (count: number) => framesTime(count, frameRate)
  const place = `offset="${frames(startFrame)}" name="${escaped(name)}" start="0s" duration="${frames(lengthFrames)}"`
  const inside = [
    ...(isFirst ? songXml(list, assets) : []),
    ...list.markers
      .filter(({ frame }) => frame >= startFrame && frame < startFrame + lengthFrames)
      .map((marker) => markerXml(marker, marker.frame - startFrame, frameRate)),
  ]
  return [...elementXml(source, { place, inside, assets, item, frameRate }), ...transitionXml(item, list)]
}

type Element = {
  readonly place: string
  readonly inside: readonly string[]
  readonly assets: Assets
  readonly item: CutItem
  readonly frameRate: number
}

function elementXml(source: CutSource, element: Element): readonly string[] {
  const { place, inside, assets } = element
  switch (source.kind) {
    case 'photo':
      return [`<video ref="${assets.idOf(source.media)}" ${place}>`, ...inside, '</video>']
    case 'clip': {
      const map = timeMapXml(source, element)
      const attributes = `ref="${assets.idOf(source.media)}" ${place} srcEnable="video" tcFormat="NDF"`
      return [`<asset-clip ${attributes}>`, ...map, ...inside, '</asset-clip>']
    }
    case 'generated':
      return [`<gap ${place}>`, ...inside, '</gap>']
  }
}

/** Always there, also at the speed it was filmed: the clip's own time then begins with the cut, whatever is shown. */
function timeMapXml(
  source: Extract<CutSource, { kind: 'clip' }>,
  { item, frameRate }: Element,
): readonly string[] {
  const { speed, startSeconds } = source
  const { lengthFrames } = item
  const steps = [0, lengthFrames]
  if (speed.from !== speed.to) {
    const [from, to] = [Math.min(speed.startFrame, lengthFrames), Math.min(speed.endFrame, lengthFrames)]
    for (let frame = from; frame < to; frame += rampStepFrames) steps.push(frame)
    steps.push(to)
  }
  const points = [...new Set(steps)].toSorted((a, b) => a - b)
  const filmTicks = (frame: number) =>
    Math.max(0, Math.round((startSeconds + filmedFrames(speed, frame) / frameRate) * soundRate))
  return [
    '<timeMap frameSampling="floor" preservesPitch="0">',
    ...points.map(
      (frame) =>
        `<timept time="${framesTime(frame, frameRate)}" value="${rational(filmTicks(frame), soundRate)}" interp="linear"/>`,
    ),
    '</timeMap>',
  ]
}

/** Laid under the first clip, in whose own time it begins at once. */
function songXml({ song, lengthFrames, frameRate }: CutList, { songId }: Assets): readonly string[] {
  const start = rational(samplesOfSeconds(song.startSeconds, soundRate), soundRate)
  const place = `lane="-1" offset="0s" name="${escaped(song.fileName)}" start="${start}"`
  const duration = framesTime(lengthFrames, frameRate)
  return [`<asset-clip ref="${songId}" ${place} duration="${duration}" srcEnable="audio" audioRole="music"/>`]
}

function markerXml({ name, kind, lengthFrames }: CutMarker, frame: number, frameRate: number): string {
  const at = `start="${framesTime(frame, frameRate)}" duration="${framesTime(lengthFrames, frameRate)}"`
  const value = `value="${escaped(name)}"`
  if (kind === 'part') return `<chapter-marker ${at} ${value} posterOffset="0s"/>`
  return `<marker ${at} ${value} note="${kind}"/>`
}

/** Any transition is told as one, with its frames; which it is only its name says. There is none beside a gap. */
function transitionXml({ transition, source }: CutItem, list: CutList): readonly string[] {
  if (transition === undefined) return []
  const next = list.items[transition.afterClip + 1]
  if (source.kind === 'generated' || next?.source.kind === 'generated') return []
  const name = transition.kind === 'crossfade' ? 'Cross Dissolve' : transition.kind
  const offset = framesTime(transition.startFrame, list.frameRate)
  const duration = framesTime(transition.lengthFrames, list.frameRate)
  return [`<transition name="${name}" offset="${offset}" duration="${duration}"/>`]
}

function framesTime(frames: number, frameRate: number): string {
  return rational(frames, frameRate)
}

/** Whole seconds as such, anything else as a fraction. */
function rational(count: number, perSecond: number): string {
  return count % perSecond === 0 ? `${count / perSecond}s` : `${count}/${perSecond}s`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
