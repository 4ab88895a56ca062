// Answers many figure checks at once. One that cannot be understood does not spoil the others.
import { z } from 'zod'
import { makeBreathe } from '../breathe.ts'
import type { Snapshot } from '../db/store.ts'
import { warnOfPeriod } from '../http/assumed-months.ts'
import { Problem, type ProblemError, parameterProblem } from '../http/problems.ts'
import { plainDecimal } from '../numbers/decimals.ts'
import { findFigureCheck } from './find-check.ts'
import type { AnsweredCheck, FigureQuestion } from './list-schemas.ts'
import { type FigureCheckQuery, figureCheckQuery } from './query-schemas.ts'

const QUERY = z.strictObject(figureCheckQuery)

/** Checks figures in their order; other requests have their turn between them. */
export async function checkList(
  snapshot: Snapshot,
  questions: readonly FigureQuestion[],
  signal: AbortSignal
): Promise<{ data: AnsweredCheck[]; warnings: string[] }> {
  const breathe = makeBreathe(signal)
  const data: AnsweredCheck[] = []
  const warnings: string[] = []
  for (const [index, question] of questions.entries()) {
    await breathe()
    try {
      const found = await findFigureCheck(snapshot, readParameters(question))
      data.push({ index, check: found.row, problem: null })
      const assumed = warnOfPeriod('period', String(question.period))
      warnings.push(...[...assumed, ...found.warnings].map((one) => `checks/${index}: ${one}`))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      data.push({ index, check: null, problem: inBody(error, index) })
    }
  }
  return { data, warnings }
}

/** Reads the fields of a question as the parameters of an address are read. */
function readParameters(question: FigureQuestion): FigureCheckQuery {
  const texts = Object.entries(question).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, typeof value === 'number' ? plainDecimal(String(value)) : value]]
  )
  const read = QUERY.safeParse(Object.fromEntries(texts))
  if (read.success) return read.data
  throw parameterProblem('invalid_parameter', read.error.issues.map(errorOf))
}

function errorOf(issue: z.core.$ZodIssue): ProblemError {
  const { allowed = [] } = ('params' in issue ? issue.params : {}) as { allowed?: string[] }
  return { pointer: `/query/${issue.path.join('/')}`, message: issue.message, allowed }
}

/** The problem, with pointers into the body. */
function inBody({ code, message, errors }: Problem, index: number): AnsweredCheck['problem'] {
  const place = (text: string) => text.replace(/^\/query/, `/body/checks/${index}`)
  return {
    code,
    detail: place(message),
    errors: errors.map(({ pointer, message, allowed }) => ({
      pointer: place(pointer),
      message,
      allowed
    }))
  }
}
