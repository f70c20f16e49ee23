/** What takes painted frames inside the encoding worker. */

/** Takes the planes of frame after frame. What it answers goes back to the page at once. */
export type FrameTaker = {
  take(planes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined>
  takeSound?(file: Uint8Array<ArrayBuffer>): Promise<void>
  finish(): Promise<Uint8Array<ArrayBuffer> | undefined>
}
