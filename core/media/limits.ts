/** The limits on what people bring, in one place: the refusal names them, the documents quote them. */
export const mediaLimits = {
  /** A longer song is refused before it is decoded past this point. */
  songSeconds: 30 * 60,
  /** The shortest stretch of a song that a video can be made of; a shorter song could not be used for anything. */
  shortestSongSeconds: 0.5,
  clipSeconds: 10 * 60,
  /** Width times height. A larger picture is refused by its header, before a pixel is decoded. */
  photoPixels: 100_000_000,
  /** AVIF and HEIC are decoded whole, at some 20 bytes a pixel. Enough for the 48 megapixels of today's telephones. */
  heifPixels: 50_000_000,
  clipPixels: 4096 * 2304,
  /** One multipart/form-data request. Larger files go through a resumable upload. */
  formUploadBytes: 50 * 1024 * 1024,
  uploadBytes: 2 * 1024 * 1024 * 1024,
  /** Parts of a resumable upload are equal, the last excepted; R2 takes none under 5 MiB. */
  uploadPartBytes: 8 * 1024 * 1024,
  /** What one request to storage may carry: through the Worker none may be over 100 MB. */
  wholePutBytes: 90_000_000,
  audioChannels: 8,
  fileNameCharacters: 200,
} as const
