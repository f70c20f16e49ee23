/** What a link asks of its owner, so that a page knows it before it asks. */

/** Guesses are slowed down, so this is for people who share one word with a room. */
export const leastPasswordCharacters = 8
