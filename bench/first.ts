// First requests of a page: nothing is kept of them, because each has another address.
import { type Budget, ratioRow } from './budgets.ts'
import { compare } from './load.ts'
import { METRIC, OTHER_METRIC, PAST_REVISION, type World } from './world.ts'

/** In the budgets: a share of a hand-written statement with `JSON.stringify`. */
const LEAST = 0.6
const ENDING = '&to=%s'
/** What is asked of the service, and of the bare server at which address. */
const questionsAt = (past: string): [work: string, ours: string, bare: string][] => [
  ['first GET of a page', `metric=${METRIC}`, `database?metric=${METRIC}`],
  [
    'first GET, two metrics',
    `metric=${METRIC},${OTHER_METRIC}`,
    `several?metric=${METRIC}&other=${OTHER_METRIC}`
  ],
  ['first GET, `sort=-value`', `metric=${METRIC}&sort=-value`, `sorted?metric=${METRIC}`],
  [
    'first GET, `latest_by_author=1`',
    `metric=${METRIC}&latest_by_author=1`,
    `latest?metric=${METRIC}`
  ],
  [
    'first GET, `as_of` an earlier revision',
    `metric=${METRIC}&as_of=${past}`,
    `past?metric=${METRIC}&revision=${PAST_REVISION}`
  ]
]

export async function measureFirst({ service, bare, past }: World): Promise<Budget[]> {
  const budgets: Budget[] = []
  for (const [work, ours, beside] of questionsAt(past)) {
    const compared = await compare(
      { url: `${service}/v1/observations?${ours}&limit=60`, ending: ENDING },
      { url: `${bare}/${beside}&limit=60`, ending: ENDING }
    )
    budgets.push(ratioRow(work, compared, LEAST, 'a second'))
  }
  return budgets
}

/** The first GET of a page that the engines and the sizes of databases are compared by. */
export function firstPage(service: string, metric = METRIC) {
  return { url: `${service}/v1/observations?metric=${metric}&limit=60`, ending: ENDING }
}
