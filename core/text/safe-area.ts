/** Where words may stand, so that no platform's buttons, names or progress bars cover them. */
import type { Aspect, Rectangle } from '../timeline/timeline.ts'

/**
 * What is left of the frame, in its fractions. Upright video is watched under a column of buttons at the right, the
 * account and its words at the bottom, and search or tabs at the top. TikTok, Reels and Shorts differ; these margins hold
 * for all three as people see them in their feeds: 14 % above (Meta's guide for Reels), 25 % below (the lowest 480 of
 * 1920 pixels of Shorts; advertisements on Reels cover 35 %), 12 % at the right. Both sides give way alike, so that what
 * is centred stays in the middle. In 16:9 a player's bar
 * lies over the bottom; the rest is the title-safe area of EBU R 95. Pictures of 1:1 and 4:5 stand in feeds, which
 * cover corners only.
 */
export const safeAreas = {
  '16:9': { x: 0.05, y: 0.06, width: 0.9, height: 0.83 },
  '9:16': { x: 0.12, y: 0.14, width: 0.76, height: 0.61 },
  '1:1': { x: 0.07, y: 0.07, width: 0.86, height: 0.84 },
  '4:5': { x: 0.07, y: 0.07, width: 0.86, height: 0.84 },
} as const satisfies Record<Aspect, Rectangle>
