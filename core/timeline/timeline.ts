/**
 * The timeline of one video: what is seen at every frame, and which stretch of the song is heard.
 * It follows OpenTimelineIO in its words (tracks, clips, transitions) and knows only whole frames.
 */
import { z } from 'zod'

/** The shape of the picture. */
export const Aspect = z.enum(['16:9', '9:16', '1:1'])

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
 * inside the frame, over a blurred, darkened copy of itself.
 */
export const Fit = z.enum(['crop', 'fill'])

/** See the schema `Fit`. */
export type Fit = z.output<typeof Fit>

/**
 * A photo that moves: the camera goes from one rectangle to the other while the clip lasts (Ken Burns). With `crop`
 * the rectangles lie in the photo, with `fill` in the composed frame, so that picture and backdrop move as one.
 */
export const PhotoShot = z.object({
  kind: z.literal('photo'),
  mediaId: z.string(),
  fit: Fit,
  from: Rectangle,
  to: Rectangle,
})

/** A stretch of a filmed clip, starting at a time inside it. */
export const ClipShot = z.object({
  kind: z.literal('clip'),
  mediaId: z.string(),
  fit: Fit,
  crop: Rectangle,
  sourceStartSeconds: z.number().min(0),
})

/** A generated picture that follows the music: one level and one pulse for every frame of the clip, 0 to 255. */
export const VisualShot = z.object({
  kind: z.literal('visual'),
  seed: z.number().int().min(0),
  /** Hue of the palette in degrees, derived from the key of the song. */
  hueDegrees: z.number().min(0).max(360),
  /** Frames since the visual began, so that it flows on over a cut. */
  phaseFrames: z.number().int().min(0),
  levels: z.array(z.number().int().min(0).max(255)),
  pulses: z.array(z.number().int().min(0).max(255)),
})

/** What one clip of the timeline shows. */
export const Shot = z.discriminatedUnion('kind', [PhotoShot, ClipShot, VisualShot])

/** See the schema `Shot`. */
export type Shot = z.output<typeof Shot>

/** One clip on the video track: consecutive clips touch, the first starts at frame 0, the last ends the video. */
export const TimelineClip = z.object({
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
  shot: Shot,
  /** Why the cut is here, in words a person can read: `downbeat of the chorus`. */
  because: z.string(),
})

/** See the schema `TimelineClip`. */
export type TimelineClip = z.output<typeof TimelineClip>

/**
 * A transition over the cut between clip `afterClip` and the next. It covers `lengthFrames` frames that start at
 * `startFrame`; both clips are seen there, the earlier one running on past its end, the later one held back.
 */
export const Transition = z.object({
  afterClip: z.number().int().min(0),
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(2),
  kind: z.enum(['crossfade', 'flash', 'dip']),
})

/** See the schema `Transition`. */
export type Transition = z.output<typeof Transition>

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
  clips: z.array(TimelineClip).min(1),
  transitions: z.array(Transition),
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
