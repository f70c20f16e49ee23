/** Which half-done upload belongs to which file, kept on this device so that a reload does not lose the way. */

const prefix = 'cuecraft-upload:'

/** The upload this file was going into, if we remember one. */
export function recallUpload(fingerprint: string): string | undefined {
  try {
    return localStorage.getItem(prefix + fingerprint) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps the way of a file. */
export function rememberUpload(fingerprint: string, uploadId: string): void {
  try {
    localStorage.setItem(prefix + fingerprint, uploadId)
  } catch {
    // Without storage an upload that is broken off starts anew; nothing else is lost.
  }
}

/** The file has arrived, or was given up. */
export function forgetUpload(fingerprint: string): void {
  try {
    localStorage.removeItem(prefix + fingerprint)
  } catch {
    // Nothing was kept either.
  }
}
