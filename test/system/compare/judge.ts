// Decides whether two answers are the same, and shows how they differ.
import { diff } from 'node:util'
import { comparedHeaders, maskSeconds } from './masks.ts'
import type { Answer, Request } from './service.ts'
import { contentOf, inOrder, isHtml, isJson, withoutWords } from './texts.ts'

/**
 * `texts`: only words for people differ. `order`: members of an object are in another order, and at
 * most words differ too. `real`: all other differences.
 */
export type Verdict = 'equal' | 'texts' | 'order' | 'real'
export type Judgement = { verdict: Verdict; difference: string }
export type Rules = {
  mask: (text: string) => string
  areTagsAlike: (before: string | undefined, after: string | undefined) => boolean
}

const TOO_MANY = 429
const AROUND = 2
const LINES_MAX = 40
const LINE_CHARACTERS_MAX = 300
/** The differences of longer texts take too long to compute. */
const COMPARED_LINES_MAX = 400

/** Compares two answers to one request. */
export function judge(request: Request, before: Answer, after: Answer, rules: Rules): Judgement {
  const areTagsAlike = rules.areTagsAlike(before.headers['etag'], after.headers['etag'])
  const [one, other] = [maskedAnswer(before, rules.mask), maskedAnswer(after, rules.mask)]
  const isHead = request.method === 'HEAD'
  const lengths = [before, after].map(({ headers }) => headers['content-length'])
  const areLengthsAlike = !isHead || lengths[0] === lengths[1]
  const areHeadsEqual = headOf(one) === headOf(other) && areTagsAlike
  if (areHeadsEqual && areLengthsAlike && one.body === other.body)
    return { verdict: 'equal', difference: '' }
  const notes = [
    ...(areTagsAlike ? [] : ['! the ETags do not repeat alike']),
    ...(areLengthsAlike ? [] : [`! content-length ${lengths.join(', then ')}`])
  ]
  const difference = [...notes, unified(linesOf(one), linesOf(other))].join('\n').trimEnd()
  if (!areHeadsEqual) return { verdict: 'real', difference }
  return { verdict: isHead ? 'texts' : verdictOf(request, one, other), difference }
}

function verdictOf({ url }: Request, before: Answer, after: Answer): Verdict {
  const path = url.split('?')[0] ?? ''
  const [one, other] = [before, after].map((answer) => withoutWords(path, answer))
  if (one === undefined || other === undefined) return 'real'
  if (!isEqual(inOrder(one), inOrder(other))) return 'real'
  if (!isEqual(one, other)) return 'order'
  // If the contents are equal, only bytes differ: spaces, or the form of a number.
  return isHtml(before) || !isEqual(contentOf(before), contentOf(after)) ? 'texts' : 'real'
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function maskedAnswer({ status, headers, body }: Answer, mask: Rules['mask']): Answer {
  const isWait = status === TOO_MANY
  const text = (value: string) => (isWait ? maskSeconds(mask(value)) : mask(value))
  const fields = Object.entries(headers).map(([name, value]) => {
    const isSeconds = isWait && name === 'retry-after' && /^\d+$/.test(value)
    return [name, isSeconds ? '(seconds)' : text(value)] as const
  })
  return { status, headers: Object.fromEntries(fields), body: text(body) }
}

function headOf({ status, headers }: Answer): string {
  return [
    `status ${status}`,
    ...comparedHeaders(headers).map(([name, value]) => `${name}: ${value}`)
  ].join('\n')
}

function linesOf(answer: Answer): string[] {
  return [...headOf(answer).split('\n'), '', ...bodyLines(answer)]
}

function bodyLines(answer: Answer): string[] {
  const content = isJson(answer) ? contentOf(answer) : undefined
  return (content === undefined ? answer.body : JSON.stringify(content, null, 1)).split('\n')
}

/** The lines that differ, with a few lines around them, like `diff -u`. */
function unified(before: string[], after: string[]): string {
  const common = before.findIndex((line, index) => line !== after[index])
  const start = common < 0 ? before.length : common
  const [one, other] = [before, after].map((lines) =>
    lines.slice(Math.max(0, start - AROUND), start + COMPARED_LINES_MAX)
  )
  const changes = diff(one ?? [], other ?? [])
  const isNear = (index: number) =>
    changes.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(([kind]) => kind !== 0)
  const lines = changes.flatMap(([kind, text], index) =>
    isNear(index) ? [`${SIGNS[kind]} ${String(text).slice(0, LINE_CHARACTERS_MAX)}`] : []
  )
  const more = lines.length > LINES_MAX ? [`… and ${lines.length - LINES_MAX} lines more`] : []
  return [...lines.slice(0, LINES_MAX), ...more].join('\n')
}

const SIGNS: Record<number, string> = { 1: '-', 0: ' ', [-1]: '+' }
