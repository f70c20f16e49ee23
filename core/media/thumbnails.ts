/** The small pictures of a photo or clip. */

/** Their sizes by name: the long side in pixels. A picture that is smaller than one of them stays as it is. */
export const thumbnailLongSides = { small: 320, medium: 960, large: 1920 } as const

/** The name of a size of small pictures. */
export type ThumbnailSize = keyof typeof thumbnailLongSides
