// The example of each problem answer in the OpenAPI document: what the service really sends.
import { LIMITS } from './limits.ts'
import { tooManyInAMinute } from './load/limiter.ts'
import {
  bodyTooLarge,
  Problem,
  parameterProblem,
  problemBody,
  refusedHeader,
  refusedPath,
  unavailable
} from './problems.ts'

const REQUEST_ID = '7d2c9b1e-4f0a-4f7e-9a37-1c1f1f5d2b60'
const WITHDRAWN =
  'The observation desk-2026-001 was withdrawn at 2026-11-28T12:00:00Z with revision 3: ' +
  'printed by mistake.'
const UNKNOWN = 'No metric has the id "goods_trad". Similar ids: goods_trade, goods_trade_total.'
const BOUNDS = ['exact', 'about', 'at_least', 'at_most', 'range']
const MEDIA_TYPES = ['application/json', 'text/csv']
const WRONG_TYPE = 'The Content-Type text/xml is not supported here; send application/json.'

const PROBLEMS_BY_STATUS: Record<number, Problem> = {
  400: parameterProblem(
    'invalid_parameter',
    [
      {
        pointer: '/query/limit',
        message: 'Expected a whole number from 1 to 1000, found "0".',
        allowed: ['a whole number from 1 to 1000']
      }
    ],
    '/v1/observations?limit=100'
  ),
  401: new Problem(
    'unauthorized',
    'Writing requires a key: send the header `Authorization: Bearer corridor_…`.'
  ),
  403: new Problem(
    'insufficient_scope',
    'This requires a key with the scope admin; your key has the scope import.'
  ),
  404: refusedPath('not_found', 'id', UNKNOWN, ['goods_trade', 'goods_trade_total']),
  406: refusedHeader(
    'not_acceptable',
    'accept',
    'None of the accepted types can be served.',
    MEDIA_TYPES,
    { detail: `Accept: text/html allows none of ${MEDIA_TYPES.join(', ')}.` }
  ),
  408: new Problem('request_timeout', 'The request did not arrive in time.'),
  409: new Problem('already_there', 'The id "C0392" is already used by a claim.', {
    errors: [{ pointer: '/body/id', message: 'This id is already used.', allowed: ['another id'] }]
  }),
  410: refusedPath('withdrawn', 'id', WITHDRAWN, ['/v1/observations/desk-2026-001/history'], {
    works: '/v1/observations/desk-2026-001/history'
  }),
  412: refusedHeader(
    'precondition_failed',
    'if-match',
    'The thing has changed since, or the tag belongs to another answer.',
    ['the ETag of a new GET', '*'],
    { detail: 'The thing has changed since the states that the tags in If-Match stand for.' }
  ),
  413: bodyTooLarge(LIMITS.bodyBytesMax),
  415: refusedHeader('unsupported_media_type', 'content-type', WRONG_TYPE, ['application/json']),
  422: parameterProblem('invalid_body', [
    {
      pointer: '/body/bound',
      message: `Expected one of ${BOUNDS.join(', ')}, found "roughly".`,
      allowed: BOUNDS
    }
  ]),
  429: new Problem('rate_limited', tooManyInAMinute(600, 42)),
  503: unavailable('The database does not answer.'),
  507: new Problem('insufficient_storage', 'The disk is full; nothing of the change was kept.')
}

/** The body of a problem with this status. */
export function problemExample(status: number): object {
  const problem = PROBLEMS_BY_STATUS[status]
  if (!problem) throw new Error(`there is no example of a problem with status ${status}`)
  return problemBody(problem, REQUEST_ID)
}
