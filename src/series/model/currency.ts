// Money in another currency, by the exchange rate of the same period.
import { multiplyDecimals } from '../../numbers/exact-decimals.ts'
import { type Figure, joinFigures, valued } from './figures.ts'
import { figuresByPeriod } from './ratios.ts'

/** `x_t * rate_t`, where the rate is the price of one unit in the other currency. */
export function convertMoney(figures: readonly Figure[], rates: readonly Figure[]): Figure[] {
  const find = figuresByPeriod(rates)
  return figures.map((one) =>
    joinFigures(one, find(one.period), 'no_exchange_rate', (value, rate) =>
      valued(multiplyDecimals(value, rate))
    )
  )
}
