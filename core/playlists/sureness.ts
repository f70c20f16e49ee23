/** From which confidence on a song counts as the one that was meant. */

/** It is taken as found. */
export const foundFrom = 0.85

/** It may be the one, and a person is asked. */
export const unsureFrom = 0.5
