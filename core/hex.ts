/** Bytes as text that any key, tag or address can hold. */

/** Two small hexadecimal digits for every byte, in order. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
