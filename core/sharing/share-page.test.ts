import { expect, test } from 'vitest'
import { sharePage } from './share-page.ts'
import type { SharedVideo } from './shared-video.ts'

const shell =
  '<!doctype html><html><head><title>Cuecraft</title><meta name="description" content="An app." /><script src="/theme.js"></script></head><body></body></html>'
const origin = 'https://cuecraft.example'

function video(changes: Partial<SharedVideo> = {}): SharedVideo {
  return {
    slug: 'slug',
    title: 'Night drive',
    artist: 'Ada',
    visibility: 'unlisted',
    allowsDownload: false,
    expiresAt: null,
    poster: { url: '/api/v1/shares/slug/poster', widthPixels: 1200, heightPixels: 675 },
    files: [
      {
        url: '/api/v1/shares/slug/files/rnd_1',
        aspect: '16:9',
        widthPixels: 1280,
        heightPixels: 720,
        bytes: 1000,
        durationMs: 20_400,
      },
    ],
    ...changes,
  }
}

/** The content of a tag of the page, as it stands in the text. */
function contentOf(html: string, name: string): string | undefined {
  return new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`).exec(html)?.[1]
}

test('a card of a link is drawn from its head: title, picture and file with their sizes, at full addresses', () => {
  const { html, status } = sharePage(shell, { kind: 'open', video: video() }, origin)
  expect(status).toBe(200)
  const facts = [
    'og:title',
    'og:url',
    'og:image',
    'og:image:width',
    'og:image:height',
    'og:video',
    'og:video:width',
  ]
  expect(facts.map((name) => contentOf(html, name))).toEqual([
    'Night drive · Ada',
    'https://cuecraft.example/v/slug',
    'https://cuecraft.example/api/v1/shares/slug/poster',
    '1200',
    '675',
    'https://cuecraft.example/api/v1/shares/slug/files/rnd_1',
    '1280',
  ])
  expect(contentOf(html, 'twitter:card')).toBe('summary_large_image')
  expect(html).toContain('<title>Night drive · Ada · Cuecraft</title>')
  expect(html.match(/<title>/g)).toHaveLength(1)
  expect(html.match(/name="description"/g)).toHaveLength(1)
  expect(html).toContain('<script src="/theme.js"></script>')
})

test.each(['"><script>alert(1)</script>', "' onload='x", '</title><script>', '$& $1 $<name>', '&quot;&lt;'])(
  'a title stays a text, whatever is in it: %s',
  (title) => {
    const { html } = sharePage(shell, { kind: 'open', video: video({ title, artist: title }) }, origin)
    expect(html.match(/<script/g)).toHaveLength(1)
    const content = contentOf(html, 'twitter:title') ?? ''
    expect(content).not.toMatch(/[<>"']/)
    const read = content
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
    expect(read).toBe(`${title} · ${title}`)
  },
)

test('a link that is locked or gone tells nothing but that it is one of ours', () => {
  for (const kind of ['locked', 'gone'] as const) {
    const { html, status, headers } = sharePage(shell, { kind }, origin)
    expect(status).toBe(kind === 'gone' ? 404 : 200)
    expect(contentOf(html, 'og:title')).toBe('A video on Cuecraft')
    expect(html).not.toMatch(/og:(image|video|url)/)
    expect(headers['cache-control']).toBe('no-store')
  }
})

test('search engines may list a public link, and no other', () => {
  const page = (visibility: SharedVideo['visibility']) =>
    sharePage(shell, { kind: 'open', video: video({ visibility }) }, origin)
  expect(page('public').headers['x-robots-tag']).toBeUndefined()
  expect(page('public').html).toContain('rel="canonical"')
  expect(page('unlisted').headers['x-robots-tag']).toBe('noindex')
  expect(contentOf(page('unlisted').html, 'robots')).toBe('noindex')
})
