/** Runs `work` while holding the lock of one thing that the repository at `root` installs or builds: one process at a time changes it. */
export function withSetupLock<T>(root: string, thing: string, work: () => Promise<T>): Promise<T>
