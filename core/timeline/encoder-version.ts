/** Changes whenever a segment of the same description would be encoded to different bytes; older segments then go unused. */
export const encoderVersion = '6'
