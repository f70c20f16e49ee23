/** How much the words of one song may be, apart from their schema, so that a page can know it without one. */

/** The most lines that the words of one song hold. */
export const mostLines = 2000

/** The most words that one line holds. */
export const mostWordsOfLine = 200

/** The most characters of one line. */
export const mostCharactersOfLine = 500
