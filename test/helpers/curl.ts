// Turns the curl commands of an example into requests that can be injected, without a shell or a
// network.
import type { InjectOptions } from 'fastify'

/** Values by name: variables of the shell, or contents of files. */
type Named = Record<string, string>

const SERVICE = 'http://localhost:3000'
const WORD = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g
const ASSIGNMENT = /^(\w+)=([\s\S]*)$/
const LINE = /(?:'[^']*'|"[^"]*"|[^\n'"])+/g

/** The requests of a script that holds assignments and curl commands, and nothing else. */
export function requestsIn(script: string, variables: Named, files: Named = {}): InjectOptions[] {
  const known = { ...variables }
  const requests: InjectOptions[] = []
  for (const [line] of script.replaceAll('\\\n', ' ').matchAll(LINE)) {
    const words = [...line.matchAll(WORD)].map(([word]) => word)
    while (words[0] && ASSIGNMENT.test(words[0])) {
      const [, name = '', value = ''] = ASSIGNMENT.exec(words.shift() ?? '') ?? []
      known[name] = expand(value, known)
    }
    if (words.length === 0) continue
    const [program, ...options] = words.map((word) => expand(word, known))
    if (program !== 'curl') throw new Error(`an example runs ${program}, which is not curl`)
    requests.push(readOptions(options, files))
  }
  return requests
}

/** A word without its quotes. Variables within single quotes are not replaced. */
function expand(word: string, known: Named): string {
  return word.replaceAll(
    /'([^']*)'|"|\$(\w+)|\$\{(\w+)\}/g,
    (part, literal?: string, name?: string, other?: string) => {
      if (literal !== undefined) return literal
      if (part === '"') return ''
      const value = known[name ?? other ?? '']
      if (value === undefined) throw new Error(`an example uses ${part}, which has no value`)
      return value
    }
  )
}

function readOptions(options: readonly string[], files: Named): InjectOptions {
  const headers: Named = {}
  const query: string[] = []
  let [method, payload, url]: (string | undefined)[] = []
  const left = [...options]
  for (let option = left.shift(); option !== undefined; option = left.shift()) {
    if (option === '-s' || option === '-i' || option === '-G') continue
    if (option.startsWith(SERVICE)) {
      url = option.slice(SERVICE.length)
      continue
    }
    const value = left.shift() ?? ''
    const [name = '', ...rest] = value.split(/: ?|=/)
    if (option === '-X') method = value
    else if (option === '-H') headers[name.toLowerCase()] = value.slice(name.length + 2)
    else if (option === '--data-urlencode')
      query.push(`${name}=${encodeURIComponent(rest.join('='))}`)
    else if (option === '-d') payload = value
    else if (option === '--data-binary') payload = files[value.slice(1)]
    else throw new Error(`an example gives curl ${option}, which is not known here`)
  }
  if (url === undefined) throw new Error(`an example asks nothing of ${SERVICE}`)
  // A client may send both; the types of Fastify are narrower than texts.
  return {
    method: (method ?? (payload === undefined ? 'GET' : 'POST')) as 'GET',
    url: query.length > 0 ? `${url}?${query.join('&')}` : url,
    headers,
    ...(payload !== undefined && { payload })
  }
}
