/**
 * The timeline of one video: what is seen at every frame, and which stretch of the song is heard.
 * It follows OpenTimelineIO in its words (tracks, clips, transitions) and knows only whole frames.
 */
import { z } from 'zod'

/** The shape of the picture. */
export const Aspect = z.enum(['16:9', '9:16', '1:1', '4:5'])

/** See the schema `Aspect`. */
export type Aspect = z.output<typeof Aspect>

/** How the video is cut: the pace, the motion and the transitions that belong together. */
export const Style = z.enum(['balanced', 'calm', 'energetic', 'cinematic'])

/** See the schema `Style`. */
export type Style = z.output<typeof Style>

/** A rectangle inside a picture, in fractions of its upright width and height: 0,0 is the top left corner. */
export const Rectangle = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
})

/** See the schema `Rectangle`. */
export type Rectangle = z.output<typeof Rectangle>

/**
 * How a picture meets the frame: `crop` shows the rectangle over the whole frame; `fill` shows the whole picture
 * inside the frame, over a blurred, darkened copy of itself; `bars` shows it whole over black.
 */
export const Fit = z.enum(['crop', 'fill', 'bars'])

/** See the schema `Fit`. */
export type Fit = z.output<typeof Fit>

/** How a motion gathers speed: evenly, or slowly at its beginning, its end, or both. */
export const Easing = z.enum(['linear', 'ease-in', 'ease-out', 'ease-in-out'])

/** See the schema `Easing`. */
export type Easing = z.output<typeof Easing>

/** Where the camera stands on a photo: its first and last rectangle, in the photo or, uncropped, in the composed frame. */
export const PhotoFraming = z.object({ fit: Fit, from: Rectangle, to: Rectangle })

/** See the schema `PhotoFraming`. */
export type PhotoFraming = z.output<typeof PhotoFraming>

/** Where the camera stands on a filmed clip. Uncropped, the rectangle lies in the composed frame. */
export const ClipFraming = z.object({ fit: Fit, crop: Rectangle })

/** See the schema `ClipFraming`. */
export type ClipFraming = z.output<typeof ClipFraming>

/**
 * A photo that moves: the camera goes from one rectangle to the other while the clip lasts (Ken Burns). With `crop`
 * the rectangles lie in the photo, otherwise in the composed frame, so that picture and backdrop move as one.
 */
export const PhotoShot = PhotoFraming.extend({
  kind: z.literal('photo'),
  mediaId: z.string(),
  easing: Easing.default('linear'),
  /** Where the camera stands in formats other than the timeline's own, for those that somebody framed by hand. */
  framings: z.partialRecord(Aspect, PhotoFraming).default({}),
})

/** See the schema `PhotoShot`. */
export type PhotoShot = z.output<typeof PhotoShot>

/** Slowest and fastest speed of a filmed clip, where 1 is as it was filmed. */
export const speedLimits = { least: 0.1, most: 8 } as const

const Speed = z.number().min(speedLimits.least).max(speedLimits.most)

/**
 * How fast a filmed clip runs: at `from` until `startFrame`, then changing evenly until `endFrame`, from there on at
 * `to`. Frames are counted from the clip's own beginning. With `from` equal to `to` nothing changes.
 */
export const SpeedRamp = z.object({
  from: Speed,
  to: Speed,
  startFrame: z.number().int().min(0),
  endFrame: z.number().int().min(0),
})

/** See the schema `SpeedRamp`. */
export type SpeedRamp = z.output<typeof SpeedRamp>

/** The speed at which it was filmed. */
export const asFilmed: SpeedRamp = { from: 1, to: 1, startFrame: 0, endFrame: 0 }

/** A stretch of a filmed clip, starting at a time inside it. */
export const ClipShot = ClipFraming.extend({
  kind: z.literal('clip'),
  mediaId: z.string(),
  sourceStartSeconds: z.number().min(0),
  speed: SpeedRamp.default(asFilmed),
  /** See `framings` of `PhotoShot`. */
  framings: z.partialRecord(Aspect, ClipFraming).default({}),
})

/** See the schema `ClipShot`. */
export type ClipShot = z.output<typeof ClipShot>

/** The generated pictures that there are: each is drawn by our own code, and moves with the energy and the beats. */
export const VisualLook = z.enum(['silk', 'ink', 'bokeh', 'tunnel', 'stars', 'horizon', 'kaleidoscope'])

/** See the schema `VisualLook`. */
export type VisualLook = z.output<typeof VisualLook>

/** A generated picture that follows the music. */
export const VisualShot = z.object({
  kind: z.literal('visual'),
  look: VisualLook.default('silk'),
  seed: z.number().int().min(0),
  /** Hue of the palette in degrees, derived from the key of the song. */
  hueDegrees: z.number().min(0).max(360),
  /** Frames since the visual began, so that it flows on over a cut. */
  phaseFrames: z.number().int().min(0),
})

/** See the schema `VisualShot`. */
export type VisualShot = z.output<typeof VisualShot>

/** What one clip of the timeline shows. */
export const Shot = z.discriminatedUnion('kind', [PhotoShot, ClipShot, VisualShot])

/** See the schema `Shot`. */
export type Shot = z.output<typeof Shot>

/** What the music does to a picture: it comes nearer, lights up, trembles, or its bright places spill over. */
export const EffectKind = z.enum(['zoom', 'flash', 'shake', 'glow'])

/** See the schema `EffectKind`. */
export type EffectKind = z.output<typeof EffectKind>

/** The curve of the song that drives an effect: beats where there is a grid, every onset, or the energy. */
export const MusicCurve = z.enum(['beats', 'onsets', 'energy'])

/** See the schema `MusicCurve`. */
export type MusicCurve = z.output<typeof MusicCurve>

/** One audio-reactive effect of a clip. `amount` is its strength where its curve is at its highest, 0 to 1. */
export const Effect = z.object({
  kind: EffectKind,
  drivenBy: MusicCurve,
  amount: z.number().min(0).max(1),
})

/** See the schema `Effect`. */
export type Effect = z.output<typeof Effect>

/**
 * What something was cut from, in an excerpt or a loop: the frame of the whole that is its first one here (below 0, the
 * whole has not begun yet), and how long the whole is. What it shows, and how its pieces are named, follows from the whole.
 */
export const CutFrom = z.object({ offsetFrames: z.number().int(), lengthFrames: z.number().int().min(1) })

/** See the schema `CutFrom`. */
export type CutFrom = z.output<typeof CutFrom>

/** One clip on the video track: consecutive clips touch, the first starts at frame 0, the last ends the video. */
export const TimelineClip = z.object({
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
  shot: Shot,
  /** Why the cut is here, in words a person can read: `downbeat of the chorus`. */
  because: z.string().max(200),
  effects: z.array(Effect).max(EffectKind.options.length).default([]),
  /** In excerpts only; without it, the clip is whole. */
  cutFrom: CutFrom.optional(),
})

/** See the schema `TimelineClip`. */
export type TimelineClip = z.output<typeof TimelineClip>

/** How one picture becomes the next: they blend, white or black comes between, or the next covers, pushes or nears. */
export const TransitionKind = z.enum(['crossfade', 'flash', 'dip', 'wipe', 'push', 'zoom'])

/** See the schema `TransitionKind`. */
export type TransitionKind = z.output<typeof TransitionKind>

/**
 * A transition over the cut between clip `afterClip` and the next. It covers `lengthFrames` frames that start at
 * `startFrame`; both clips are seen there, the earlier one running on past its end, the later one held back.
 */
export const Transition = z.object({
  afterClip: z.number().int().min(0),
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(2),
  kind: TransitionKind,
})

/** See the schema `Transition`. */
export type Transition = z.output<typeof Transition>

/** Where a title stands, inside what no platform covers with its own buttons. */
export const TitlePlace = z.enum([
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
])

/** See the schema `TitlePlace`. */
export type TitlePlace = z.output<typeof TitlePlace>

/** The most characters of a caption. */
export const mostCaptionCharacters = 500

/** How words are set: titles and captions alike. */
const Lettering = z.object({
  place: TitlePlace,
  /** Height of a line as a share of the frame's short side. */
  size: z.number().min(0.02).max(0.4),
  /** Scripts that it has no letters of are written in one that goes with it. */
  font: z.enum(['bricolage', 'inter']),
  /** `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  /** What lets the words be read over any picture. */
  backing: z.enum(['none', 'shadow', 'box']),
})

/** See `Lettering`. */
export type Lettering = z.output<typeof Lettering>

/** Words over the picture. Their lines are broken to the width that the format leaves. */
export const Title = Lettering.extend({
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
  text: z.string().min(1).max(300),
  /** How the words come and go: at once, fading, rising into place, or springing up on the beat. */
  animation: z.enum(['none', 'fade', 'rise', 'pop']),
  /** In excerpts only; without it, the title is whole. */
  cutFrom: CutFrom.optional(),
})

/** See the schema `Title`. */
export type Title = z.output<typeof Title>

/** One word of a caption and the frames in which it is sung; in scripts without spaces it may be one character. */
export const CaptionWord = z.object({
  text: z.string().min(1).max(mostCaptionCharacters),
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
})

/** See the schema `CaptionWord`. */
export type CaptionWord = z.output<typeof CaptionWord>

/** One line of what is sung, and the frames in which it is read. */
export const CaptionLine = z.object({
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
  text: z.string().min(1).max(mostCaptionCharacters),
  /** Ascending, inside the line. Empty when only the line is timed: its words then share its time by their lengths. */
  words: z.array(CaptionWord).max(200),
})

/** See the schema `CaptionLine`. */
export type CaptionLine = z.output<typeof CaptionLine>

/** How sung words are shown: line by line, a line that fills as it is sung, or one word at a time. */
export const CaptionLook = z.enum(['lines', 'karaoke', 'word'])

/** See the schema `CaptionLook`. */
export type CaptionLook = z.output<typeof CaptionLook>

/** How all captions of a video look. */
export const CaptionStyle = Lettering.extend({
  look: CaptionLook,
  /** `#rrggbb`: what is sung already, where the look shows that. */
  highlight: z.string().regex(/^#[0-9a-f]{6}$/),
})

/** See the schema `CaptionStyle`. */
export type CaptionStyle = z.output<typeof CaptionStyle>

/** What is sung, written over the video. Lines ascend and do not overlap. */
export const Captions = z.object({
  style: CaptionStyle,
  lines: z.array(CaptionLine).max(2000),
  /** BCP 47. It decides which forms characters take that Chinese, Japanese and Korean share. */
  language: z.string().max(35).optional(),
})

/** See the schema `Captions`. */
export type Captions = z.output<typeof Captions>

/** A beat that a person set or kept: seconds in the song, and its place in the bar, counted from 1. */
export const GridBeat = z.object({ seconds: z.number().min(0), position: z.number().int().min(1).max(32) })

/** See the schema `GridBeat`. */
export type GridBeat = z.output<typeof GridBeat>

/** The most clips a timeline holds: eight a second for ten minutes. */
export const mostClips = 5000

/** A whole timeline. */
export const Timeline = z.object({
  version: z.literal(1),
  songId: z.string(),
  aspect: Aspect,
  style: Style,
  seed: z.number().int().min(0).max(0xffffffff),
  /** Frames per second of the output grid. */
  frameRate: z.number().int().min(1).max(120),
  lengthFrames: z.number().int().min(1),
  /** Where in the song the video begins. Its length in the song is `lengthFrames` at `frameRate`. */
  songStartSeconds: z.number().min(0),
  clips: z.array(TimelineClip).min(1).max(mostClips),
  transitions: z.array(Transition).max(mostClips),
  titles: z.array(Title).max(500).default([]),
  /** The song's own shape over the picture, `#rrggbb`: what makes an audiogram. */
  wave: z.object({ colour: z.string().regex(/^#[0-9a-f]{6}$/) }).optional(),
  captions: Captions.optional(),
  /** The beats as a person corrected them, ascending; without it, those that the song's analysis heard. */
  grid: z.array(GridBeat).max(20_000).optional(),
})

/** See the schema `Timeline`. */
export type Timeline = z.output<typeof Timeline>

/** A photo or clip as the planner sees it. Sizes are upright pixels, after EXIF orientation. */
export const PlannerMedia = z.object({
  mediaId: z.string(),
  kind: z.enum(['photo', 'clip']),
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
  /** Clips only: length in seconds. */
  durationSeconds: z.number().positive().optional(),
  /** How strong the picture is, 0 to 1: sharp, colourful, full of contrast. Strong moments get strong pictures. */
  strength: z.number().min(0).max(1),
  /** Where the eye goes, in fractions of the picture. */
  focus: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }),
  /** Clips only: times in seconds where something moves, ascending. */
  motionSeconds: z.array(z.number().min(0)).optional(),
})

/** See the schema `PlannerMedia`. */
export type PlannerMedia = z.output<typeof PlannerMedia>
