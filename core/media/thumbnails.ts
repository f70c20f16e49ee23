/** The small pictures of a photo or clip. */

/**
 * What each is made as: the pixels of its long side, unless the picture is smaller, and its WebP quality. The preview draws
 * the larger two pixel for pixel, where coding at 80 costs texture: at 92 one of 960 pixels is as like the render as one of
 * 1920 at 80, with fewer bytes to fetch, and a quarter of the pixels to decode in a seek.
 */
export const thumbnailForms = {
  small: { longSidePixels: 320, quality: 80 },
  medium: { longSidePixels: 960, quality: 92 },
  large: { longSidePixels: 1920, quality: 92 },
} as const

/** The name of a size of small pictures. */
export type ThumbnailSize = keyof typeof thumbnailForms
