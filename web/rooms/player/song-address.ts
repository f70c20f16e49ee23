/** Where a song's bytes are, and what must be said to get them. */
export type SongAddress = { readonly url: string; readonly headers?: Readonly<Record<string, string>> }
