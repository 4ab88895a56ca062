// Reads the query of an address, and writes addresses in one form. Clients write lists in several
// ways: `metric=a,b`, `metric=a&metric=b`, `metric[]=a&metric[]=b` or `metric[0]=a&metric[1]=b`.
import { parse } from 'node:querystring'
import { LIMITS } from './limits.ts'
import { splitUrl } from './links.ts'

/** What clients append to the name of a list. */
const BRACKETS = /\[\d{0,4}\]$/
/** Characters that are never written in two ways. */
const PLAIN = /^[\w.,:/~&=-]*$/

/**
 * The parameters of a query. One that is given several times has all its texts; `name[]` and
 * `name[0]` are other ways to write `name`.
 */
export function parseQuery(query: string): Record<string, string | string[]> {
  const parsed = parse(query, '&', '=', { maxKeys: 0 }) as Record<string, string | string[]>
  const names = Object.keys(parsed)
  if (!names.some((name) => BRACKETS.test(name))) return parsed
  const plain: Record<string, string | string[]> = Object.create(null)
  for (const name of names) {
    const texts = parsed[name] ?? []
    const key = name.replace(BRACKETS, '')
    const known = plain[key]
    plain[key] = known === undefined ? texts : [known, texts].flat()
  }
  return plain
}

/** How every router of the service reads addresses. */
export const ROUTER_OPTIONS = {
  maxParamLength: LIMITS.urlCharactersMax,
  querystringParser: parseQuery
}

/**
 * The address of the same question in one form: each parameter once, lists with commas, and only
 * what needs it percent-encoded. The parameters keep their order.
 */
export function canonicalUrl(url: string): string {
  const { path, query } = splitUrl(url)
  if (isCanonical(query)) return url
  const parts = Object.entries(parseQuery(query)).map(
    ([name, texts]) => `${encode(name)}=${encode([texts].flat().join())}`
  )
  return parts.length > 0 ? `${path}?${parts.join('&')}` : path
}

/** Encodes a part of a query, but leaves it readable: `,`, `:` and `/` may stand in a query. */
export function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
}

function isCanonical(query: string): boolean {
  if (!PLAIN.test(query)) return false
  const parts = query.split('&')
  const names = new Set(parts.map((part) => part.slice(0, Math.max(part.indexOf('='), 0))))
  return names.size === parts.length && !names.has('')
}
