// Counts requests that are refused though nothing is wrong with them: for want of time, room or a
// database.
import type { FastifyRequest } from 'fastify'
import type { RefusalReason } from '../telemetry/telemetry.ts'
import type { Problem, ProblemCode } from './problems.ts'

/** The reason of problems that name none. */
const REASONS: Partial<Record<ProblemCode, RefusalReason>> = {
  rate_limited: 'rate_limit',
  too_many_attempts: 'refused_keys',
  insufficient_storage: 'storage',
  unavailable: 'other'
}

/** Counts the request if its problem may pass. Requests of supervisors do not count. */
export function countIfRefused(problem: Problem, { server, routeOptions }: FastifyRequest): void {
  const reason = problem.reason ?? REASONS[problem.code]
  if (reason && routeOptions.config?.unlimited !== true) server.telemetry.countRefusal(reason)
}
