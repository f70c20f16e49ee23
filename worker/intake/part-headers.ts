/** Reads the headers of one part of a form. */
import { Refusal } from '../http/refusal.ts'

/** A parameter: a token, `=`, and a token or a quoted text in which `\"` is a quotation mark. */
const parameter = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\"|\\(?!"))*)"|([^\s;"]*))/g

/** Browsers write these three as percent codes, and nothing else (WHATWG HTML, multipart/form-data encoding). */
const percentCodes: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' }

/** The name of the field, and of the file if it is one. Refuses a part that does not say which field it is. */
export function parsePartHeaders(text: string): { name: string; fileName: string | undefined } {
  const disposition = text
    .split('\r\n')
    .map((line) => /^content-disposition\s*:\s*form-data\s*(;.*)$/i.exec(line)?.[1])
    .find((rest) => rest !== undefined)
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, bare = ''] of (disposition ?? '').matchAll(parameter))
    parameters.set(name.toLowerCase(), quoted === undefined ? bare : quoted.replaceAll('\\"', '"'))
  const name = parameters.get('name')
  if (name === undefined)
    throw new Refusal('invalid-request', 'The form cannot be read: a part does not say which field it is.')
  return { name: plainText(name), fileName: fileNameOf(parameters) }
}

function fileNameOf(parameters: ReadonlyMap<string, string>): string | undefined {
  const plain = parameters.get('filename')
  if (plain !== undefined) return plainText(plain)
  const extended = /^utf-8'[^']*'(.*)$/i.exec(parameters.get('filename*') ?? '')?.[1]
  return extended === undefined ? undefined : decoded(extended)
}

function plainText(text: string): string {
  return text.replace(/%(?:22|0D|0A)/gi, (code) => percentCodes[code.toUpperCase()] ?? code)
}

/** RFC 8187 text; what is not is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
