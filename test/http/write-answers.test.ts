// Answers are written as their schemas say: the same bytes as zod makes.
import Fastify from 'fastify'
import t from 'tap'
import { z } from 'zod'
import { writeAnswers } from '../../src/http/write-answers.ts'

const item = z.object({
  id: z.string().meta({ description: 'The id.', examples: ['a'] }),
  name: z.string().nullable().optional(),
  value: z.number().nullable(),
  either: z.union([z.string(), z.number()]),
  kind: z.enum(['one', 'two']),
  tags: z.array(z.string()),
  source: z.object({ id: z.string() }).nullable(),
  counts: z.record(z.string(), z.int())
})
const full = {
  id: 'a "quoted" Қорғас\u2028',
  name: 'x',
  value: -0.1,
  either: 'text',
  kind: 'one',
  tags: ['a', '\n'],
  source: { id: 's' },
  counts: { b: 1, a: 2 }
} as const
const bare = { ...full, name: undefined, value: null, either: 1e21, source: null, tags: [] }

/** What is sent for `answer` by `schema`. */
async function send(schema: z.ZodType, answer: unknown, isChecked: boolean) {
  const app = Fastify()
  writeAnswers(app, { isChecked })
  app.get('/', { schema: { response: { 200: schema } } }, async () => answer)
  return app.inject('/')
}

t.test('as JSON, in the order of the schema, without what it does not have', async (t) => {
  const { id, name, ...rest } = full
  const mixed = { extra: 1, ...rest, name, id }
  for (const answer of [full, bare, mixed]) {
    const { body } = await send(item, answer, false)
    t.equal(body, JSON.stringify(z.encode(item, answer as never)))
    t.equal((await send(item, answer, true)).body, body, 'a check changes nothing')
  }
})

t.test('a value of several forms is written by what it is', async (t) => {
  const schema = z.object({
    data: z.union([z.object({ a: z.int() }), z.object({ b: z.string() })])
  })
  t.equal((await send(schema, { data: { b: 'x', c: 1 } }, false)).body, '{"data":{"b":"x"}}')
})

t.test('in tests, what the schema refuses is an error', async (t) => {
  const { statusCode, body } = await send(item, { ...full, kind: 'three' }, true)
  t.equal(statusCode, 500)
  t.match(body, /doesn't match the schema/)
})
