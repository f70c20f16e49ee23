import { expect, test } from 'vitest'
import { ApiError, ConnectionError, parseProblem, wordsOfError } from './problem.ts'

const tooMany = parseProblem(429, {
  type: 'https://cuecraft.dev/problems/too-many-requests',
  title: 'Too many requests',
  detail: 'You asked for five sign-in links this hour.',
  requestId: 'req_1',
})

test('a problem document is read word for word', () => {
  expect(tooMany.title).toBe('Too many requests')
  expect(tooMany.detail).toBe('You asked for five sign-in links this hour.')
})

test('an answer that is no problem document still becomes a sentence', () => {
  for (const body of [undefined, null, '<html>502</html>', 7, { title: 3 }]) {
    const problem = parseProblem(502, body)
    expect(problem.status).toBe(502)
    expect(problem.title).toBe('Cuecraft is not answering')
    expect(problem.detail).not.toBe('')
  }
})

test('what can pass by itself may be tried again, what cannot may not', () => {
  const canRetry = (status: number) => wordsOfError(new ApiError(parseProblem(status, {}))).canRetry
  expect([429, 500, 503, 409].map(canRetry)).toEqual([true, true, true, true])
  expect([400, 403, 404, 413, 415, 422].map(canRetry)).toEqual([false, false, false, false, false, false])
})

test('a wait the API asks for is said in words', () => {
  expect(wordsOfError(new ApiError(tooMany, 12)).detail).toContain('Try again in 12 s.')
  expect(wordsOfError(new ApiError(tooMany, 600)).detail).toContain('Try again in 10 minutes.')
})

test('the request id is shown when the mistake is ours, and only then', () => {
  const body = { requestId: 'req_9' }
  expect(wordsOfError(new ApiError(parseProblem(500, body))).requestId).toBe('req_9')
  expect(wordsOfError(new ApiError(parseProblem(422, body))).requestId).toBe('')
})

test('a lost connection is not called a mistake of the person', () => {
  expect(wordsOfError(new ConnectionError()).title).toBe('No connection')
})

test('a bug in the page says so without its inside', () => {
  const words = wordsOfError(new TypeError('undefined is not a function'))
  expect(`${words.title} ${words.detail}`).not.toContain('undefined')
})
