import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LibrarySong, Matcher, stateOf } from './matching.ts'
import { itemNamed, type PlaylistItem } from './playlist.ts'

let made = 0

function has(
  title: string,
  artist: string | null,
  seconds = 200,
  more: Partial<LibrarySong> = {},
): LibrarySong {
  made += 1
  const id = `sng_${String(made).padStart(26, '0')}`
  return { id, title, artist, durationMs: seconds * 1000, isrc: null, recordingId: null, ...more }
}

function asks(title: string, artists: readonly string[], seconds: number | null = 200): PlaylistItem {
  const durationMs = seconds === null ? null : seconds * 1000
  return { ...itemNamed(title), artists: [...artists], durationMs }
}

/** What a library of one song, among others, says of a song of a playlist. */
function answer(item: PlaylistItem, song: LibrarySong) {
  const others = [has('Intro', 'Somebody'), has('Untitled', null), has('La mer', 'Charles Trenet', 198)]
  const candidates = new Matcher([...others, song]).candidates(item)
  return { state: stateOf(candidates), best: candidates[0] }
}

describe('the same recording, however it is written, is found', () => {
  test.each<[string, string[], string, string]>([
    ['Umbrella (feat. JAY-Z)', ['Rihanna', 'JAY-Z'], 'Umbrella', 'Rihanna'],
    ['Umbrella', ['Rihanna', 'JAY-Z'], 'Umbrella (feat. Jay-Z)', 'Rihanna'],
    ['Umbrella', ['Rihanna'], 'Umbrella', 'Rihanna feat. Jay-Z'],
    ['Here Comes The Sun - Remastered 2009', ['The Beatles'], 'Here Comes the Sun', 'Beatles'],
    ['Here Comes The Sun', ['Beatles, The'], 'Here Comes The Sun (2009 Remaster)', 'The Beatles'],
    ['Heroes - 2017 Remaster', ['David Bowie'], '“Heroes”', 'David Bowie'],
    ['Under Pressure - Remastered 2011', ['Queen', 'David Bowie'], 'Under Pressure', 'Queen & David Bowie'],
    ['September', ['Earth, Wind & Fire'], 'September', 'Earth Wind and Fire'],
    ['The Sound of Silence', ['Simon & Garfunkel'], 'Sound Of Silence', 'Simon and Garfunkel'],
    ['Rock ’n’ Roll', ['Led Zeppelin'], 'Rock & Roll', 'Led Zeppelin'],
    ["Sweet Child O' Mine", ["Guns N' Roses"], 'Sweet Child O Mine', 'Guns and Roses'],
    ['Don’t Stop Me Now', ['Queen'], "Don't stop me now", 'QUEEN'],
    ['Déjà Vu', ['Beyoncé', 'JAY-Z'], 'Deja Vu (ft. Jay Z)', 'Beyonce'],
    ['Just Like Fire', ['P!nk'], 'Just Like Fire', 'Pink'],
    ['TiK ToK', ['Ke$ha'], 'Tik Tok', 'Kesha'],
    ['Hoppípolla', ['Sigur Rós'], 'Hoppipolla', 'Sigur Ros'],
    ['Smells Like Teen Spirit (Album Version)', ['Nirvana'], 'Smells Like Teen Spirit', 'Nirvana'],
    ['Let It Go (From “Frozen”)', ['Idina Menzel'], 'Let It Go', 'Idina Menzel'],
    ['÷', ['Ed Sheeran'], '÷', 'Ed Sheeran'],
    ['夜に駆ける', ['YOASOBI'], '夜に駆ける', 'Yoasobi'],
    ['Группа крови', ['Кино'], 'ГРУППА КРОВИ', 'КИНО'],
    ['강남스타일', ['PSY'], '강남스타일', 'Psy'],
    ['Ζορμπάς', ['Μίκης Θεοδωράκης'], 'Ζορμπας', 'Μικης Θεοδωρακης'],
    ['أنت عمري', ['أم كلثوم'], 'أنت عمري', 'أم كلثوم'],
    ['Another Brick in the Wall, Pt. 2', ['Pink Floyd'], 'Another Brick In The Wall (Part II)', 'Pink Floyd'],
    [
      'Toccata and Fugue in D Minor, BWV 565',
      ['Johann Sebastian Bach', 'Karl Richter'],
      'Toccata & Fugue in D minor BWV 565',
      'Bach, Johann Sebastian',
    ],
    [
      'Goldberg Variations, BWV 988: Aria',
      ['Johann Sebastian Bach', 'Glenn Gould'],
      'Goldberg Variations BWV 988 - Aria',
      'Glenn Gould',
    ],
    [
      'Get Lucky (feat. Pharrell Williams & Nile Rodgers) - Radio Edit',
      ['Daft Punk'],
      'Get Lucky (Radio Edit) [feat. Pharrell Williams and Nile Rodgers]',
      'Daft Punk',
    ],
    ['Wonderwall', ['Oasis'], 'Wonderwal', 'Oasis'],
  ])('%s by %j is %s by %s', (title, artists, ownTitle, ownArtist) => {
    const song = has(ownTitle, ownArtist)
    const { state, best } = answer(asks(title, artists, 201), song)
    expect([state, best?.songId]).toEqual(['found', song.id])
  })
})

describe('another recording of the same song is asked about, never taken', () => {
  test.each<[string, string[], string, string, number]>([
    ['Wonderwall - Live at Wembley', ['Oasis'], 'Wonderwall', 'Oasis', 201],
    ['Wonderwall', ['Oasis'], 'Wonderwall (Live)', 'Oasis', 201],
    ['Layla - Acoustic; Live at MTV Unplugged', ['Eric Clapton'], 'Layla', 'Eric Clapton', 201],
    ['Hurt - Live in Paris', ['Somebody'], 'Hurt (Live in Berlin)', 'Somebody', 201],
    ['Blue Monday', ['New Order'], 'Blue Monday (Extended Remix)', 'New Order', 201],
    ['Creep (Acoustic)', ['Radiohead'], 'Creep', 'Radiohead', 201],
    ['Bohemian Rhapsody', ['Queen'], 'Bohemian Rhapsody (Karaoke Version)', 'Queen', 201],
    ["Love Story (Taylor's Version)", ['Taylor Swift'], 'Love Story', 'Taylor Swift', 201],
    ['Blue Monday', ['New Order'], 'Blue Monday', 'New Order', 450],
    ['Blue Monday', [], 'Blue Monday', 'New Order', 201],
    ['Shine On You Crazy Diamond, Pts. 1-5', ['Pink Floyd'], 'Shine On You Crazy Diamond', 'Pink Floyd', 201],
  ])('%s by %j is perhaps %s by %s of %d seconds', (title, artists, ownTitle, ownArtist, seconds) => {
    const song = has(ownTitle, ownArtist, seconds)
    const { state, best } = answer(asks(title, artists), song)
    expect([state, best?.songId]).toEqual(['unsure', song.id])
  })
})

describe('another song is missing', () => {
  test.each<[string, string[], string, string]>([
    ['Hello', ['Adele'], 'Hello', 'Lionel Richie'],
    [
      'Symphony No. 5 in C Minor, Op. 67: I. Allegro con brio',
      ['Ludwig van Beethoven'],
      'Symphony No. 7 in A Major, Op. 92: I. Poco sostenuto',
      'Ludwig van Beethoven',
    ],
    ['1979', ['The Smashing Pumpkins'], '1989', 'The Smashing Pumpkins'],
    ['Love', ['Lana Del Rey'], 'Love Me Do', 'The Beatles'],
    ['か', ['あ'], 'が', 'あ'],
  ])('%s by %j is not %s by %s', (title, artists, ownTitle, ownArtist) => {
    expect(answer(asks(title, artists), has(ownTitle, ownArtist)).state).toBe('missing')
  })
})

test('identities come before names: the song itself, then its ISRC, then its recording at MusicBrainz', () => {
  const isrc = 'GBAYE0601690'
  const recordingId = 'b1a9c0e9-d987-4042-ae91-78d6a3267d69'
  const [own, coded, recorded] = [
    has('Eins', 'A', 10),
    has('Zwei', 'B', 20, { isrc }),
    has('Drei', 'C', 30, { recordingId }),
  ]
  const matcher = new Matcher([own, coded, recorded])
  const item = { ...asks('Vier', ['D'], 400), isrc, recordingId, songId: own.id }
  expect(matcher.candidates(item).map(({ songId, confidence }) => [songId, confidence])).toEqual([
    [own.id, 1],
    [coded.id, 0.99],
    [recorded.id, 0.98],
  ])
})

test('of a remaster and the first release, each is found by its own name', () => {
  const [first, remaster] = [
    has('Heroes', 'David Bowie', 211),
    has('Heroes (2017 Remaster)', 'David Bowie', 211),
  ]
  const matcher = new Matcher([first, remaster])
  const found = (title: string) => matcher.candidates(asks(title, ['David Bowie'], 211))
  expect([found('Heroes')[0]?.songId, stateOf(found('Heroes'))]).toEqual([first.id, 'found'])
  expect(found('Heroes - 2017 Remaster')[0]?.songId).toBe(remaster.id)
})

test('a song that is in the library twice is asked about', () => {
  const matcher = new Matcher([has('Heroes', 'David Bowie'), has('Heroes', 'David Bowie')])
  expect(stateOf(matcher.candidates(asks('Heroes', ['David Bowie'])))).toBe('unsure')
})

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const anySong = fc
  .record({ title: name, artist: fc.option(name), seconds: fc.integer({ min: 1, max: 900 }) })
  .map(({ title, artist, seconds }) => has(title, artist, seconds))
const anyItem = fc
  .record({
    title: name,
    artists: fc.array(name, { maxLength: 3 }),
    seconds: fc.option(fc.integer({ min: 0, max: 900 })),
  })
  .map(({ title, artists, seconds }) => asks(title, artists, seconds))
const library = fc.array(anySong, { maxLength: 12 })

test('a song with a title, an artist and a length is found in any library that has it once', () => {
  fc.assert(
    fc.property(library, anySong, name, (others, song, artist) => {
      const own = { ...song, artist }
      const candidates = new Matcher([own]).candidates(asks(own.title, [artist], own.durationMs / 1000))
      expect([stateOf(candidates), candidates[0]?.songId]).toEqual(['found', own.id])
      const among = new Matcher([...others, own]).candidates(asks(own.title, [artist], own.durationMs / 1000))
      expect(among.some(({ songId, confidence }) => songId === own.id && confidence >= 0.95)).toBe(true)
    }),
  )
})

test('the order of a library changes nothing, and neither does asking twice', () => {
  fc.assert(
    fc.property(library, anyItem, (songs, item) => {
      const forwards = new Matcher(songs)
      const found = forwards.candidates(item)
      expect(forwards.candidates(item)).toEqual(found)
      expect(new Matcher(songs.toReversed()).candidates(item)).toEqual(found)
    }),
  )
})

test('candidates are at most five, best first, each once, and sure from 0 to 1', () => {
  fc.assert(
    fc.property(library, anyItem, (songs, item) => {
      const found = new Matcher(songs).candidates(item)
      expect(found.length).toBeLessThanOrEqual(5)
      expect(new Set(found.map(({ songId }) => songId)).size).toBe(found.length)
      const sure = found.map(({ confidence }) => confidence)
      expect(sure).toEqual(sure.toSorted((a, b) => b - a))
      expect(sure.every((each) => each > 0 && each <= 1)).toBe(true)
    }),
  )
})

test('nothing is found surely for a song of which only the title is known', () => {
  fc.assert(
    fc.property(library, name, (songs, title) => {
      expect(stateOf(new Matcher(songs).candidates(asks(title, [], null)))).not.toBe('found')
    }),
  )
})
