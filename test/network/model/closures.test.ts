import t from 'tap'
import { closedOn, closuresOn, newestDay } from '../../../src/network/model/closures.ts'
import type { Closure } from '../../../src/network/model/network.ts'
import { routeOf } from '../../../src/network/model/route.ts'
import { legOf } from './networks.ts'

let made = 0
function closure(entity: string, kind: string, starts_on: string, given: Partial<Closure> = {}) {
  made += 1
  const id = `E${String(made).padStart(3, '0')}`
  const base: Closure = {
    id,
    entity,
    kind,
    starts_on,
    ends_on: null,
    scope: 'all',
    last_seen: null,
    title: '',
    source: ''
  }
  return { ...base, ...given }
}

function shutOn(closures: Closure[], day: string): string[] {
  return [...closedOn(closures, day).keys()].sort()
}

t.test('the last event that has begun decides', async (t) => {
  const closures = [
    closure('pass', 'opened', '2025-03-01'),
    closure('pass', 'closed', '2025-01-01'),
    closure('gate', 'closed', '2025-02-01', { ends_on: '2025-02-10', scope: 'trade' })
  ]
  t.same(shutOn(closures, '2024-12-31'), [])
  t.same(shutOn(closures, '2025-02-01'), ['gate', 'pass'])
  t.same(shutOn(closures, '2025-02-10'), ['gate', 'pass'], 'the last day counts')
  t.same(shutOn(closures, '2025-02-11'), ['pass'])
  t.same(shutOn(closures, '2025-03-01'), [])
})

t.test('a closure that ended is over, even if an older one has no end', async (t) => {
  const older = closure('gate', 'closed', '2025-01-01')
  const newer = closure('gate', 'closed', '2025-02-01', { ends_on: '2025-02-10' })
  t.same(shutOn([newer, older], '2025-03-01'), [])
})

t.test('other kinds and scopes shut and open nothing', async (t) => {
  const closures = [
    closure('gate', 'closed', '2025-01-01'),
    closure('gate', 'partly_open', '2025-02-01', { scope: 'humanitarian' }),
    closure('gate', 'opened', '2025-02-01', { scope: 'humanitarian' }),
    closure('gate', 'announced', '2025-02-01'),
    closure('line', 'closed', '2025-02-01', { scope: 'rail' }),
    closure('road', 'seasonal', '2025-02-01')
  ]
  t.same(shutOn(closures, '2025-03-01'), ['gate'])
})

t.test('the newest day is that of a beginning, a last look or the day after an end', async (t) => {
  const TODAY = '2026-11-30'
  const first = closure('gate', 'closed', '2025-01-01', { ends_on: '2031-01-01' })
  const other = closure('gate', 'opened', '2024-01-01', { last_seen: '2025-06-01' })
  t.equal(newestDay([], TODAY), null)
  t.equal(newestDay([first], TODAY), '2025-01-01', 'what is over later is not known')
  t.equal(newestDay([first, other], TODAY), '2025-06-01')
  const over = closure('gate', 'closed', '2026-11-01', { ends_on: '2026-11-20' })
  t.equal(newestDay([first, over], TODAY), '2026-11-21')
  t.equal(newestDay([first, over], '2026-11-10'), '2026-11-01')
  const later = closure('gate', 'closed', '2030-01-01')
  t.equal(newestDay([first, later], TODAY), '2025-01-01', 'what is announced does not count')
  t.equal(newestDay([later], TODAY), null)
})

t.test('a route is hit at its ends, inside its legs, and by its legs', async (t) => {
  const legs = [legOf('a', 'b', 1, { passes: ['gate'] }), legOf('b', 'c', 1)]
  const shut = closedOn(
    ['b-c-road', 'c', 'gate', 'elsewhere'].map((id) => closure(id, 'closed', '2025-01-01')),
    '2025-01-02'
  )
  const hits = closuresOn(routeOf('a', legs), shut).map(({ entity }) => entity)
  t.same(hits, ['gate', 'c', 'b-c-road'])
})
