/** So long is the title of anything that people name here: a song, a video, a playlist, a snapshot. */
export const mostTitleCharacters = 200
