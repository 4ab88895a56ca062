import fc from 'fast-check'
import t from 'tap'
import { z } from 'zod'
import { type CursorKey, decodeCursor, encodeCursor, questionHash } from '../../src/http/cursors.ts'
import { Problem } from '../../src/http/problems.ts'

const ONE_TEXT = z.tuple([z.string()])
const ANY_KEY: z.ZodType<CursorKey> = z.array(z.union([z.string(), z.number(), z.null()]))

function refusal(run: () => unknown): Problem | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  return undefined
}

t.test('a cursor gives its key back', async (t) => {
  const key = ['2023-12-31', null, 52.5, 'C0392', 'Қазақстан']
  t.same(decodeCursor({ question: 'question', text: encodeCursor('question', key) }, ANY_KEY), {
    key
  })
})

t.test(
  'a cursor of a walk through the past gives its revision back, and no other is taken there',
  async (t) => {
    const [plain, past] = [
      encodeCursor('question', ['C0392']),
      encodeCursor('question', ['C0392'], 7)
    ]
    t.same(decodeCursor({ question: 'question', text: past }, ONE_TEXT, { isPast: true }), {
      key: ['C0392'],
      revision: 7
    })
    t.match(
      refusal(() =>
        decodeCursor({ question: 'question', text: plain }, ONE_TEXT, { isPast: true })
      ),
      { code: 'invalid_cursor' }
    )
    t.match(
      refusal(() => decodeCursor({ question: 'question', text: past }, ONE_TEXT)),
      { code: 'invalid_cursor' }
    )
    const forged = encodeCursor('question', ['C0392'], 0)
    t.match(
      refusal(() =>
        decodeCursor({ question: 'question', text: forged }, ONE_TEXT, { isPast: true })
      ),
      { code: 'invalid_cursor' }
    )
  }
)

t.test('property: any key survives, in characters an address can hold', async (t) => {
  const key = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null)
    )
  )
  fc.assert(
    fc.property(key, fc.string(), (key, question) => {
      const cursor = encodeCursor(question, key)
      return (
        /^[\w-]+$/.test(cursor) &&
        JSON.stringify(decodeCursor({ question, text: cursor }, ANY_KEY).key) ===
          JSON.stringify(key)
      )
    })
  )
  t.pass('they all did')
})

t.test('the question is everything but the size and place of a page, in any order', async (t) => {
  const hash = questionHash('/v1/metrics', { topic: 'trade', q: 'port' })
  t.equal(questionHash('/v1/metrics', { q: 'port', topic: 'trade' }), hash)
  t.equal(questionHash('/v1/metrics', { topic: 'trade', q: 'port', limit: 5, cursor: 'abc' }), hash)
  t.equal(questionHash('/v1/metrics', { topic: 'trade', q: 'port', kind: undefined }), hash)
})

t.test('another path, value, name or list is another question', async (t) => {
  const questions = [
    questionHash('/v1/metrics', {}),
    questionHash('/v1/sources', {}),
    questionHash('/v1/metrics', { topic: 'trade' }),
    questionHash('/v1/metrics', { topic: 'transit' }),
    questionHash('/v1/metrics', { kind: 'trade' }),
    questionHash('/v1/metrics', { subject: ['PAK', 'KAZ'] }),
    questionHash('/v1/metrics', { subject: ['PAK,KAZ'] }),
    questionHash('/v1/metrics', { latest: 1 }),
    questionHash('/v1/metrics', { latest: '1' })
  ]
  t.equal(new Set(questions).size, questions.length)
})

t.test('a cursor of another question, version or shape is refused', async (t) => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const wrong = {
    'another question': encodeCursor('other', ['C0001']),
    'another version': encode([2, 'question', ['C0001']]),
    'no version': encode(['question', ['C0001']]),
    'one key too many': encodeCursor('question', ['C0001', 'C0002']),
    'no key': encodeCursor('question', []),
    'a key of another type': encodeCursor('question', [1]),
    'something after the key': encode([1, 'question', ['C0001'], 'x']),
    'an object': encode({ 0: 1, 1: 'question', 2: ['C0001'] }),
    null: encode(null),
    'not JSON': Buffer.from('C0001').toString('base64url'),
    'not base64url': '%%%',
    'a deep nest': Buffer.from('['.repeat(3_000)).toString('base64url'),
    empty: ''
  }
  for (const [name, cursor] of Object.entries(wrong)) {
    const problem = refusal(() => decodeCursor({ question: 'question', text: cursor }, ONE_TEXT))
    t.match(
      problem,
      { code: 'invalid_cursor', status: 400, errors: [{ pointer: '/query/cursor' }] },
      name
    )
    t.ok(problem?.errors[0]?.allowed.length, `${name}: and what to do instead`)
  }
})

t.test('property: whatever is sent as a cursor is refused or read, and never breaks', async (t) => {
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      const problem = refusal(() => decodeCursor({ question: 'question', text: cursor }, ONE_TEXT))
      return problem?.code === 'invalid_cursor'
    })
  )
  t.pass('none did')
})
