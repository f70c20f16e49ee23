/** How loud rooms are on this device: its owner's own choice, for every room. */
import { z } from 'zod'

const Volume = z.object({ share: z.number().min(0).max(1), isMuted: z.boolean() })

/** `share` is where the slider stands, from 0 to 1; what is muted keeps it. */
export type Volume = z.output<typeof Volume>

const storageKey = 'cuecraft-room-volume'

/** The volume that was chosen last; all of it where none was. */
export function keptVolume(): Volume {
  try {
    return Volume.parse(JSON.parse(localStorage.getItem(storageKey) ?? ''))
  } catch {
    return { share: 1, isMuted: false }
  }
}

/** Keeps a volume for the next room. */
export function keepVolume(volume: Volume): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(volume))
  } catch {
    // The next room is as loud as any.
  }
}
