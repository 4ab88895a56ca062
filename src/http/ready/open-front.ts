// Puts ready answers in front of the router: which of them are given, counted and logged.
import type { Config } from '../../config.ts'
import type { Store } from '../../db/store.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { LIMITS } from '../limits.ts'
import { makeAddressFinder } from '../load/client.ts'
import type { Limiter } from '../load/limiter.ts'
import { type LogAnswer, tenths } from '../tracing.ts'
import type { Front } from './answer-first.ts'
import { readyAnswers } from './ready-answers.ts'
import { lineOf } from './write-head.ts'

type Parts = Pick<Front, 'isOpen'> & {
  store: Store
  config: Config
  limiter: Limiter
  telemetry: Telemetry
}

/** Makes the front of a service. The limiter, the access log and the telemetry are those of all. */
export function openFront(
  { store, config, limiter, telemetry, isOpen }: Parts,
  log: LogAnswer | undefined
): Front {
  const answers = readyAnswers(LIMITS.readyAnswersBytesMax)
  const addressOf = makeAddressFinder(config.TRUST_PROXY)
  telemetry.watch('ready_answers', () => answers.size().answers)
  telemetry.watch('ready_answer_bytes', () => answers.size().bytes)
  return {
    answers,
    store,
    variesByOrigin: config.CORS_ORIGIN !== '*',
    isOpen,
    admit: (request, isFree) => admit(limiter, request, isFree),
    tell(request, { id, route, status, ms }) {
      const { url = '' } = request
      telemetry.countAnswer({ route, method: 'GET', status, seconds: ms / 1_000, from: 'memory' })
      log?.({ reqId: id, method: 'GET', url, status, ms: tenths(ms), ip: addressOf(request) })
    }
  }
}

/** The lines of the limit in the header; undefined for one request too many. 304s are free. */
function admit(
  { rate, clientOf }: Limiter,
  request: Parameters<Front['admit']>[0],
  isFree: boolean
): string | undefined {
  if (!rate) return ''
  const client = clientOf(request)
  const state = isFree ? rate.read(client) : rate.count(client)
  if (!state.isAllowed) return undefined
  return Object.entries(rate.headers(state))
    .map(([name, value]) => lineOf(name, value))
    .join('')
}
