import t from 'tap'
import { readConfig } from '../../../src/config.ts'
import { makeLimiter } from '../../../src/http/load/limiter.ts'
import { Problem } from '../../../src/http/problems.ts'

const limiterWith = (settings: Record<string, string>) =>
  makeLimiter(readConfig(settings, '/dev/null'))

/** What a client is told. */
function told(refusal: unknown): object | undefined {
  if (!(refusal instanceof Problem)) return undefined
  const { code, status, message, headers } = refusal
  return { code, status, message, headers }
}

t.test('without RATE_LIMIT no requests are counted', async (t) => {
  t.equal(limiterWith({}).rate, undefined)
})

t.test('RATE_LIMIT tells its policy and what is left in structured fields', async (t) => {
  const { rate } = limiterWith({ RATE_LIMIT: '2' })
  if (!rate) throw new Error('there is no limit')
  const state = rate.count('a', 0)
  t.same(rate.headers(state), {
    'ratelimit-policy': '"requests";q=2;w=60',
    ratelimit: '"requests";r=1;t=60'
  })
  rate.count('a', 18_000)
  t.same(told(rate.problem(rate.count('a', 18_000))), {
    code: 'rate_limited',
    status: 429,
    message: 'One address may send 2 requests a minute (RATE_LIMIT). Continue in 42 seconds.',
    headers: {
      'ratelimit-policy': '"requests";q=2;w=60',
      ratelimit: '"requests";r=0;t=42',
      'retry-after': '42'
    }
  })
  t.match(rate.problem(rate.count('a', 59_500)).message, / Continue in 1 second\.$/)
})

t.test('one request too many under way is refused, and names the setting', async (t) => {
  const limiter = limiterWith({ CLIENT_REQUESTS: '1' })
  const entry = limiter.enter('a')
  t.same(told(limiter.enter('a')), {
    code: 'too_many_at_once',
    status: 429,
    message:
      'One address may have 1 requests under way at the same time (CLIENT_REQUESTS). Wait for ' +
      'an answer before you send another one.',
    headers: {
      'ratelimit-policy': '"requests-at-once";q=1;qu="concurrent-requests"',
      ratelimit: '"requests-at-once";r=0',
      'retry-after': '1'
    }
  })
  t.equal(told(limiter.enter('b')), undefined, 'another client')
  if ('leave' in entry) entry.leave()
  t.equal(told(limiter.enter('a')), undefined)
})

t.test('streams are limited for a client and for all', async (t) => {
  const limiter = limiterWith({ CLIENT_STREAMS: '1', STREAMS: '2' })
  limiter.enterStream('a')
  t.same(told(limiter.enterStream('a')), {
    code: 'too_many_at_once',
    status: 429,
    message:
      'One address may read 1 whole lists as CSV at the same time (CLIENT_STREAMS). Wait until ' +
      'one has arrived, or ask for pages with `limit`.',
    headers: {
      'ratelimit-policy': '"files-at-once";q=1;qu="concurrent-requests"',
      ratelimit: '"files-at-once";r=0',
      'retry-after': '5'
    }
  })
  limiter.enterStream('b')
  t.same(told(limiter.enterStream('c')), {
    code: 'unavailable',
    status: 503,
    message:
      'The service already sends 2 whole lists as CSV, the most at the same time (STREAMS). ' +
      'Wait, or ask for pages with `limit`.',
    headers: { 'retry-after': '5' }
  })
})

t.test('by default there are limits of what is under way, and 0 turns them off', async (t) => {
  const usual = limiterWith({})
  const none = limiterWith({ CLIENT_REQUESTS: '0', CLIENT_STREAMS: '0', STREAMS: '0' })
  const taken = (enter: (client: string) => object) => {
    let count = 0
    while (count < 500 && !(enter('a') instanceof Problem)) count += 1
    return count
  }
  t.same([taken(usual.enter), taken(usual.enterStream)], [100, 2])
  t.same([taken(none.enter), taken(none.enterStream)], [500, 500])
})
