// Explains the problem codes, at the addresses that the `type` of a problem document names: as JSON
// for programs, as a page for people.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { component, list, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { SHOWN } from '../http/limits.ts'
import { problemCode, problemResponses } from '../http/problem-answers.ts'
import { PROBLEMS, type Problem, type ProblemCode, refusedPath } from '../http/problems.ts'
import { nearest } from '../identifiers/nearest.ts'
import { escapeHtml, renderText, sendPage } from './html.ts'

const CODES = Object.keys(PROBLEMS) as ProblemCode[]
const SEARCHED = 'invalid_parameter'

const explanationSchema = component('Explanation', 'The meaning of a problem code.', {
  code: field(problemCode, 'The code that clients branch on.', SEARCHED),
  status: field(
    z.int().min(400).max(599),
    'The HTTP status of answers with this code.',
    PROBLEMS[SEARCHED].status
  ),
  title: text('The problem in a few words.', PROBLEMS[SEARCHED].title),
  explanation: text('What the code means and what to do.', PROBLEMS[SEARCHED].explanation)
})
const listAnswer = component('ListProblemsAnswer', 'All problem codes.', {
  data: list('All codes.', explanationSchema, 100)
})
const singleAnswer = component('GetProblemAnswer', 'One problem code.', { data: explanationSchema })

const ok = (schema: z.ZodType) => ({
  description: 'The explanation. A browser gets a page instead.',
  headers: ['ETag'],
  content: { 'application/json': { schema } }
})
const config = { formats: ['json', 'html'], changesWith: 'software' } as const

export function problemPages(app: FastifyInstance): void {
  app.get(
    '/problems',
    {
      schema: {
        operationId: 'listProblems',
        tags: ['service'],
        summary: 'All error codes and what they mean',
        description: 'Errors are problem documents (RFC 9457); clients branch on `code`.',
        querystring: z.strictObject({}),
        response: { 200: ok(listAnswer), ...problemResponses(400) }
      },
      config
    },
    async (request, reply) => {
      if (request.format === 'json')
        return reply.type('application/json; charset=utf-8').send({ data: CODES.map(explain) })
      const items = CODES.map(
        (code) =>
          `<p><a href="/problems/${code}"><code>${code}</code></a> ` +
          `(${PROBLEMS[code].status}): ${escapeHtml(PROBLEMS[code].title)}</p>`
      )
      return sendPage(reply, 'Errors', `<h1>Errors</h1>${items.join('\n')}`)
    }
  )
  app.get(
    '/problems/:code',
    {
      schema: {
        operationId: 'getProblem',
        tags: ['service'],
        summary: 'What an error code means and what to do',
        description: 'The `type` of a problem document is this address.',
        params: z.strictObject({ code: text('The code of the problem.', SEARCHED) }),
        querystring: z.strictObject({}),
        response: { 200: ok(singleAnswer), ...problemResponses(400, 404) }
      },
      config
    },
    async (request, reply) => {
      const { code: asked } = request.params as { code: string }
      const code = CODES.find((one) => one === asked)
      if (!code) throw unknown(asked)
      if (request.format === 'json')
        return reply.type('application/json; charset=utf-8').send({ data: explain(code) })
      const { status, title, explanation } = PROBLEMS[code]
      const body =
        `<h1>${escapeHtml(title)}</h1><p><code>${code}</code>, HTTP status ` +
        `${status}</p><p>${renderText(explanation)}</p><nav><a href="/problems">All errors</a><a ` +
        'href="/docs">Try it out</a></nav>'
      return sendPage(reply, title, body)
    }
  )
}

function explain(code: ProblemCode) {
  return { code, ...PROBLEMS[code] }
}

function unknown(asked: string): Problem {
  const near = nearest(asked, CODES)
  const code = asked.slice(0, SHOWN.nameCharacters)
  const message = `No problem has the code "${code}". GET /problems lists them.`
  return refusedPath('not_found', 'code', message, near)
}
