/** A tool that is installed for this folder alone. `binary` is its path inside the tool's folder. */
export type Tool = {
  readonly root: string
  readonly name: string
  readonly binary: string
  readonly failure: string
  readonly announce: () => void
}

/** Puts a tool at `.tools/<name>` unless it is there already, in the version that is pinned, and answers the path of its binary. */
export function installTool(tool: Tool): Promise<string>
