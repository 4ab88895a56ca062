// Says why there is no way: what would have to change to find one.
import { type Explanation, explainNoWay } from '../network/model/explain.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { findAlternatives, type Question } from './find-alternatives.ts'
import { outlineOf } from './outline.ts'
import type { Conditions } from './read-conditions.ts'
import type { NO_WAY_CAUSES, Routes } from './schemas.ts'

type NoWay = NonNullable<Routes['no_way']>
type Cause = (typeof NO_WAY_CAUSES)[number]

const NOTHING = 'No legs of the network lead there.'

/** Why nothing was found: the fewest conditions without which there is a way. */
export function explainNone(
  known: KnownNetwork,
  question: Question,
  conditions: Conditions
): NoWay {
  const { shut, filter } = conditions
  const free = { ...question, isNamed: false, most: 1 }
  const [unnamed] = question.isNamed ? findAlternatives(known, free, filter).routes : []
  if (unnamed)
    return {
      causes: ['named'],
      message: 'No named way leads there; without `named` there is one.',
      without: outlineOf(known, unnamed, shut)
    }
  const { causes, shut: hit, route } = leastOf(known, question, conditions)
  return {
    causes,
    message: route ? sentence(causes, hit, conditions) : NOTHING,
    without: route && outlineOf(known, route, shut)
  }
}

/** The explanation with the fewest causes; of the ports of the sea, the first that has it. */
function leastOf({ graph }: KnownNetwork, question: Question, { filter }: Conditions): Explanation {
  const { from, to, via, rankBy } = question
  const found = to
    .filter((port) => port !== from)
    .map((port) => explainNoWay({ graph, from, to: port, via, filter, rankBy, most: 1 }))
    .filter(({ route }) => route)
  const [least] = found.sort((one, other) => one.causes.length - other.causes.length)
  return least ?? { causes: [], shut: [], route: null }
}

function sentence(causes: readonly Cause[], hit: readonly string[], { shut }: Conditions): string {
  const since = (id: string) => {
    const closure = shut.get(id)
    return closure ? `${id} (since ${closure.starts_on})` : id
  }
  const said: Record<Cause, string> = {
    closures: `${hit.map(since).join(', ')} ${hit.length === 1 ? 'is' : 'are'} closed`,
    mode: 'there is none by these modes alone',
    avoid: 'every way leads through what is to be avoided',
    planned: 'legs that are planned are not built',
    named: 'no named way leads there'
  }
  return `No way: ${causes.map((cause) => said[cause]).join(', and ')}.`
}
