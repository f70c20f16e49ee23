/** Runs a command quietly; rejects with `failure` and the end of its output. */
export function runQuietly(
  command: string,
  parameters: readonly string[],
  options: { readonly cwd?: string; readonly failure: string },
): Promise<void>
