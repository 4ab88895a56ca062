import t from 'tap'
import type { ClaimedFigure } from '../../../src/figure-checks/model/agreement.ts'
import {
  agreeing,
  findSlip,
  VERDICTS,
  verdictAsStated
} from '../../../src/figure-checks/model/verdicts.ts'

const claim = (value: number | null, ends: Partial<ClaimedFigure> = {}): ClaimedFigure => ({
  value,
  low: null,
  high: null,
  text: '',
  ...ends
})
const exact = (value: number) => claim(value, { text: value.toFixed(4) })
const figure = (value: number, half = 0) => ({ value, half })

t.test('the verdicts in the order of the rule', async (t) => {
  t.same(VERDICTS, [
    'agrees',
    'agrees_with_some',
    'within_range',
    'other_unit',
    'other_currency',
    'other_period',
    'other_direction',
    'outside_all',
    'no_claim'
  ])
})

t.test('the claims that agree, in their order', async (t) => {
  const [one, two, three] = [exact(100), exact(300), exact(100.2)]
  t.same(agreeing(figure(100), [one, two, three]), [one, three])
})

t.test('the verdict on a figure as it stands', async (t) => {
  const two = [exact(100), exact(300)]
  t.equal(verdictAsStated(figure(100), []), undefined)
  t.equal(verdictAsStated(figure(100), [exact(100), exact(100.3)]), 'agrees')
  t.equal(verdictAsStated(figure(100), two), 'agrees_with_some')
  t.equal(verdictAsStated(figure(200), two), 'within_range')
  t.equal(verdictAsStated(figure(99), two), undefined)
  t.equal(verdictAsStated(figure(302), two), undefined)
  t.equal(verdictAsStated(figure(200, 150), two), 'agrees', 'a coarse figure')
  const ranges = [claim(null, { low: 100, high: 150 }), claim(null, { low: 250, high: 300 })]
  t.equal(verdictAsStated(figure(120), ranges), 'agrees_with_some')
  t.equal(verdictAsStated(figure(200), ranges), 'within_range')
  t.equal(verdictAsStated(figure(-200), [exact(-100), exact(-300)]), 'within_range')
})

/** The word, and by what the figure is multiplied. */
function slipOf(value: number, ...claims: number[]): unknown[] {
  const found = findSlip(figure(value, 0.001), claims.map(exact))
  return found ? [found.slip.word, found.figure.value, found.claims.length] : []
}

t.test('each scale, lost or added', async (t) => {
  t.same(slipOf(52.5, 52_500), ['thousand', 52_500, 1])
  t.same(slipOf(52.5, 52.5e6), ['million', 52.5e6, 1])
  t.same(slipOf(52.5, 52.5e5), ['lakh', 52.5e5, 1])
  t.same(slipOf(52.5, 52.5e7), ['crore', 52.5e7, 1])
  t.same(slipOf(52_500, 52.5), ['thousand', 52.5, 1])
  t.same(slipOf(52.5e6, 52.5), ['million', 52.5, 1])
  t.same(slipOf(52.5e5, 52.5).slice(0, 1), ['lakh'])
  t.same(slipOf(52.5e7, 52.5).slice(0, 1), ['crore'])
  t.same(slipOf(52.5, 52.5e8), [], 'a hundred million is no slip')
  t.same(slipOf(52.5, 525), [])
  t.same(slipOf(-52.5, -52_500), ['thousand', -52_500, 1])
  t.same(slipOf(-52.5, 52_500), [])
})

t.test('the first scale of the rule is given, with all claims of it', async (t) => {
  t.same(slipOf(10, 1e8, 1e6, 1e7, 1e4, 1.001e4), ['thousand', 1e4, 2])
  t.same(slipOf(10, 1e8, 1e6, 1e7), ['million', 1e7, 1])
  t.same(slipOf(10, 1e8, 1e6), ['lakh', 1e6, 1])
  t.same(slipOf(1e4, 10, 1e10), ['thousand', 10, 1], 'before a million is lost')
})

t.test('half a unit is multiplied too', async (t) => {
  const found = findSlip(figure(52, 0.5), [exact(52.4e6)])
  t.same(found?.figure, { value: 52e6, half: 5e5 })
  t.equal(findSlip(figure(52, 0.5), [exact(52.6e6)]), undefined)
})

t.test('zero has no scale', async (t) => {
  t.equal(findSlip(figure(0, 0.5), [exact(0)]), undefined)
  t.equal(findSlip(figure(0, 0.5), [exact(100)]), undefined)
  t.equal(findSlip(figure(100, 0.5), [exact(0)]), undefined)
})
