/** How much a storyboard takes, so that its page knows it before it asks. */

/** The most reference pictures of a part, or of all parts. */
export const mostReferences = 4

/** More parts than this of one press would be more than a song has, and more than one batch of the database writes. */
export const mostPartsAtOnce = 20
