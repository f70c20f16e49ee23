/** Reads JSON piece by piece: wanted values are given as they end, and nothing else is kept, however long or deep the document. */
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { piecewise } from './piecewise.ts'
import type { DocumentParser } from './read-through.ts'
import { PlaylistUnreadable } from './reading.ts'

/** No document that we read nests deeper. */
const mostLevels = 64

/** No song takes more characters, nor does any single text. */
const mostEntryCharacters = 1_000_000

/** What is asked of a document. Paths are like `$.items.*`, where a star stands for any place in a list. */
export type JsonQuestions = {
  /** Paths of the values that are given, whole. */
  readonly wanted: readonly string[]
  readonly onValue: (path: string, value: unknown) => void
  /** Told of each list and object that is not within a wanted value, where it begins. */
  readonly onOpen: (path: string, kind: 'list' | 'object') => void
}

/** A parser that answers the questions while the text comes. */
export function parseJson(questions: JsonQuestions): DocumentParser {
  const tokenizer = new Tokenizer()
  const values = new TokenParser({ paths: [...questions.wanted], keepStack: false })
  const place = placeKeeper(questions)
  let charactersBefore = 0
  let isOver = false
  tokenizer.onToken = (token) => {
    place.take(token.token, String(token.value), charactersBefore)
    values.write(token)
  }
  values.onValue = ({ key, value, stack }) => {
    const keys = [...stack.slice(1).map((each) => each.key), key]
    questions.onValue(['$', ...keys.map((each) => (typeof each === 'number' ? '*' : each))].join('.'), value)
  }
  values.onEnd = () => {
    isOver = true
  }
  return {
    push(text) {
      for (const piece of piecewise(text)) {
        if (isOver && piece.trim() === '') continue
        spoken(() => tokenizer.write(piece))
        charactersBefore += piece.length
        place.check(charactersBefore)
      }
    },
    end() {
      if (!isOver) throw new PlaylistUnreadable('The file ends in the middle: a part of it is missing.')
    },
  }
}

/** Follows how deep the document is and where, and how long its current text or wanted value lasts. */
function placeKeeper({ wanted, onOpen }: JsonQuestions) {
  const wantedPaths = new Set(wanted)
  /** Keys of the objects around; a star inside of a list. */
  const keys: string[] = ['$']
  let lastText = ''
  /** The wanted value that is being taken in: how many keys were around it. */
  let entryLevel: number | undefined
  let countedFrom = 0
  return {
    take(token: TokenType, value: string, characters: number) {
      if (token === TokenType.STRING) lastText = value
      else if (token === TokenType.COLON) keys[keys.length - 1] = lastText
      else if (token === TokenType.LEFT_BRACE) open('object')
      else if (token === TokenType.LEFT_BRACKET) open('list')
      else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) close()
      if (entryLevel === undefined) countedFrom = characters
    },
    check(characters: number) {
      if (characters - countedFrom > mostEntryCharacters) throw new PlaylistUnreadable(tooLong)
    },
  }

  function open(kind: 'list' | 'object'): void {
    if (keys.length > mostLevels) throw new PlaylistUnreadable(tooDeep)
    if (entryLevel === undefined) {
      const path = keys.join('.')
      if (wantedPaths.has(path)) entryLevel = keys.length
      else onOpen(path, kind)
    }
    keys.push(kind === 'list' ? '*' : '')
  }

  function close(): void {
    keys.pop()
    if (keys.length === entryLevel) entryLevel = undefined
  }
}

const tooDeep = `The file nests more than ${mostLevels} levels deep, which no playlist does.`
const tooLong = 'One entry of the file takes more than a million characters, which no song does.'

/** The library's own complaints, in a sentence for the person who brought the file. */
function spoken(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (error instanceof PlaylistUnreadable) throw error
    throw new PlaylistUnreadable(`The file is not valid JSON: ${sentenceOf(error)}`)
  }
}

function sentenceOf(error: unknown): string {
  const at = /position "?(\d+)/.exec(error instanceof Error ? error.message : '')
  return at === null
    ? 'something stands where it must not.'
    : `something must not stand at character ${at[1]}.`
}
