/** How much the words of one song may be, apart from their schema, so that a page can know it without one. */

/** The most lines that the words of one song hold. */
export const mostLines = 2000

/** The most words that one line holds. */
export const mostWordsOfLine = 200

/** The most characters of one line. */
export const mostCharactersOfLine = 500

/** A language by its tag (BCP 47), no longer than the 35 characters that a tag of a real language needs (RFC 5646, 4.4.1). */
export const languageTag = /^(?=.{2,35}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/
