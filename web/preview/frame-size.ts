/** The size of what is composed. */
export type FrameSize = { readonly widthPixels: number; readonly heightPixels: number }
