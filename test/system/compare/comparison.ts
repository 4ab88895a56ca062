// Sends the same requests to both services and keeps the results.
import { type Judgement, judge, type Verdict } from './judge.ts'
import { masker, tagPairs } from './masks.ts'
import { type Answer, type Request, type Service, send } from './service.ts'

export type Services = { before: Service; after: Service }
/** The answers of both services. */
export type Pair = { before: Answer; after: Answer }
/** The status is the one that the first service answered with. */
export type Result = { kind: string; request: Request; status: number } & Judgement
export type Comparison = {
  services: Services
  results: Result[]
  /**
   * Asks both services. `other` is the request for the second service if the requests must differ:
   * in a tag, or in a random id.
   */
  ask: (kind: string, request: Request, other?: Request) => Promise<Pair>
}

export function makeComparison(services: Services): Comparison {
  const results: Result[] = []
  const rules = { mask: masker(Date.now()), areTagsAlike: tagPairs() }
  return {
    services,
    results,
    async ask(kind, request, other = request) {
      const [before, after] = await Promise.all([
        send(services.before, request),
        send(services.after, other)
      ])
      const judgement = judge(request, before, after, rules)
      results.push({ kind, request, status: before.status, ...judgement })
      return { before, after }
    }
  }
}

export function get(url: string, headers: Record<string, string> = {}): Request {
  return { method: 'GET', url, headers }
}

/** Asks for a list and its next pages, each service by its own links. */
export async function askPages(
  { ask }: Comparison,
  kind: string,
  url: string,
  pagesMax: number
): Promise<void> {
  let next: (string | undefined)[] = [url, url]
  for (let page = 0; page < pagesMax; page += 1) {
    const [one, other] = next
    if (one === undefined || other === undefined) return
    const { before, after } = await ask(kind, get(one), get(other))
    next = [before, after].map(nextPage)
  }
}

function nextPage({ headers }: Answer): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1]
}

/** How often each verdict was given. */
export function countVerdicts(results: readonly Result[]): Record<Verdict, number> {
  const counts = { equal: 0, texts: 0, order: 0, real: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}
