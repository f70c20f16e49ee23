/** Runs `work` and counts its seconds on a terminal. */
export function withElapsed<T>(work: () => Promise<T>): Promise<T>
