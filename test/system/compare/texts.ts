// Finds the members of an answer that are words for people, and removes them.
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import type { Answer } from './service.ts'

/** Members that hold words of the service, by address. If nothing matches, there are none. */
const WORDS: [path: RegExp, members: string[]][] = [
  [/^\/openapi\./, ['description', 'summary', 'title']],
  [/^\/problems/, ['title', 'explanation']],
  [/^\/v1(\.csv)?$/, ['summary']],
  [/^\/v1\/conflicts/, ['rule', 'remark']],
  [/^\/v1\/imports/, ['expected']],
  [/\/progress$/, ['name', 'measures', 'source']]
]
const OF_PROBLEMS = ['detail', 'title', 'message', 'allowed']
const OF_META = ['license', 'warnings']
const MASK = '(words)'

/** The content of an answer without its words; undefined if the words cannot be separated. */
export function withoutWords(path: string, answer: Answer): unknown {
  if (isHtml(answer)) return MASK
  const content = contentOf(answer)
  return content === undefined ? undefined : masked(content, wordsOf(path, answer))
}

/** The content of an answer; undefined if its type is not known or its body is not of that type. */
export function contentOf(answer: Answer): unknown {
  try {
    if (isJson(answer)) return JSON.parse(answer.body)
    if (typeOf(answer) === 'application/yaml') return parseYaml(answer.body)
    return typeOf(answer) === 'text/csv' ? parseCsv(answer.body, { columns: true }) : undefined
  } catch {
    return undefined
  }
}

export function isJson(answer: Answer): boolean {
  return typeOf(answer).endsWith('json')
}

export function isHtml(answer: Answer): boolean {
  return typeOf(answer) === 'text/html'
}

function typeOf({ headers }: Answer): string {
  return headers['content-type']?.split(';')[0] ?? ''
}

function wordsOf(path: string, answer: Answer): string[] {
  if (typeOf(answer) === 'application/problem+json') return OF_PROBLEMS
  return WORDS.find(([pattern]) => pattern.test(path))?.[1] ?? []
}

/** Only texts and lists are words: a schema may describe a member that is called `title`. */
function masked(value: unknown, members: string[], isMeta = false): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, members))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, one]) => {
    const isWords = members.includes(name) || (isMeta && OF_META.includes(name))
    if (isWords && (typeof one === 'string' || Array.isArray(one))) return [name, MASK]
    return [name, masked(one, members, name === 'meta')]
  })
  return Object.fromEntries(entries)
}

/** The same value with the members of each object in the order of their names. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value).sort()
  const members = new Map(Object.entries(value))
  return Object.fromEntries(names.map((name) => [name, inOrder(members.get(name))]))
}
