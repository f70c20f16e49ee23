/**
 * The page of a link, as it leaves the server: programs that draw a card of a link run no scripts, so what they read
 * stands in the head. This file is also run by the web app's host, so it imports nothing but types.
 */
import type { SharedVideo } from './shared-video.ts'

/** The page and the headers that say who may keep it and list it. */
export type SharePage = {
  readonly html: string
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
}

/** What is known of a link: its video, that it asks for a password, or that there is nothing behind it. */
export type KnownShare =
  | { readonly kind: 'open'; readonly video: SharedVideo }
  | { readonly kind: 'locked' }
  | { readonly kind: 'gone' }

const untold = 'A video on Cuecraft'
const about = 'A music video that is cut on the beat, made with Cuecraft.'

/**
 * Writes the tags of a link into the app's page, in the place of its title and description. Of a link that is locked or
 * gone they tell nothing. `origin` is where people find the app.
 */
export function sharePage(shell: string, known: KnownShare, origin: string): SharePage {
  const head = known.kind === 'open' ? headOfVideo(known.video, origin) : headOfNothing()
  const html = shell
    .replace(/<title>[^<]*<\/title>/, '')
    .replace(/<meta name="description"[^>]*>/, '')
    // A function, since a text would have its dollar signs read.
    .replace('</head>', () => `${head}</head>`)
  const isPublic = known.kind === 'open' && known.video.visibility === 'public'
  return {
    html,
    status: known.kind === 'gone' ? 404 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': isPublic ? 'public, max-age=60' : 'no-store',
      ...(isPublic ? {} : { 'x-robots-tag': 'noindex' }),
    },
  }
}

function headOfVideo(video: SharedVideo, origin: string): string {
  const { poster, files, visibility } = video
  const [file] = files
  const name = video.artist === null ? video.title : `${video.title} · ${video.artist}`
  const url = `${origin}/v/${video.slug}`
  const picture = absolute(poster.url, origin)
  const tags: readonly (readonly [string, string | number])[] = [
    ['og:site_name', 'Cuecraft'],
    ['og:type', 'video.other'],
    ['og:title', name],
    ['og:description', about],
    ['og:url', url],
    ['og:image', picture],
    ['og:image:type', 'image/jpeg'],
    ['og:image:width', poster.widthPixels],
    ['og:image:height', poster.heightPixels],
    ['og:image:alt', `A frame of ${video.title}`],
    ...(file === undefined ? [] : tagsOfFile(file, origin)),
  ]
  return [
    `<title>${escaped(name)} · Cuecraft</title>`,
    named('description', about),
    ...(visibility === 'public' ? [`<link rel="canonical" href="${escaped(url)}">`] : [noIndex]),
    ...tags.map(([property, content]) => `<meta property="${property}" content="${escaped(content)}">`),
    named('twitter:card', 'summary_large_image'),
    named('twitter:title', name),
    named('twitter:description', about),
    named('twitter:image', picture),
  ].join('\n')
}

function tagsOfFile(
  file: SharedVideo['files'][number],
  origin: string,
): readonly (readonly [string, string | number])[] {
  const url = absolute(file.url, origin)
  return [
    ['og:video', url],
    ...(url.startsWith('https:') ? ([['og:video:secure_url', url]] as const) : []),
    ['og:video:type', 'video/mp4'],
    ['og:video:width', file.widthPixels],
    ['og:video:height', file.heightPixels],
    ['video:duration', Math.round(file.durationMs / 1000)],
  ]
}

const noIndex = '<meta name="robots" content="noindex">'

function headOfNothing(): string {
  return [
    `<title>${untold}</title>`,
    named('description', untold),
    noIndex,
    '<meta property="og:site_name" content="Cuecraft">',
    `<meta property="og:title" content="${untold}">`,
    named('twitter:card', 'summary'),
  ].join('\n')
}

function named(name: string, content: string): string {
  return `<meta name="${name}" content="${escaped(content)}">`
}

function absolute(path: string, origin: string): string {
  return `${origin}${path}`
}

/** A text for an attribute in quotes, or for what stands between two tags. */
function escaped(text: string | number): string {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
