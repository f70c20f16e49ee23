/** Runs `work` while holding the set-up lock of the repository at `root`: one process at a time changes what is installed or built. */
export function withSetupLock<T>(root: string, work: () => Promise<T>): Promise<T>
