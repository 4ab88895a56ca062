// Checks the parameters that only one transformation takes: `index_base` and `percent_of`.
import { refusedParameter } from '../http/problems.ts'
import type { Transform } from './model/transform.ts'

/** Each such parameter, with its transformation, its meaning and an example. */
const COMPANIONS = [
  {
    name: 'index_base',
    transform: 'index',
    meaning: 'the period whose value becomes 100',
    example: '2015'
  },
  {
    name: 'percent_of',
    transform: 'percent_of',
    meaning: 'the metric whose value is 100 percent',
    example: 'gdp'
  }
] as const

type Companions = {
  [C in (typeof COMPANIONS)[number]['name'] | 'currency']?: string | undefined
}

/** Throws a problem if a transformation comes without its parameter, or a parameter without it. */
export function checkCompanions(transform: Transform | undefined, given: Companions): void {
  for (const { name, transform: wanted, meaning, example } of COMPANIONS) {
    const isGiven = given[name] !== undefined
    if (!isGiven && transform === wanted) {
      const message = `\`transform=${wanted}\` requires \`${name}\`, ${meaning}.`
      throw refusedParameter('transform', message, [
        `transform=${wanted} with ${name}, such as ${name}=${example}`
      ])
    }
    if (!isGiven || transform === wanted) continue
    const lacks = { name: 'transform', value: wanted }
    const message = `\`${name}\` requires \`transform=${wanted}\`.`
    throw refusedParameter(name, message, [`${name} with transform=${wanted}`], { lacks })
  }
  if (transform !== 'percent_of' || given.currency === undefined) return
  const message = '`percent_of` is the same in every currency: leave `currency` out.'
  throw refusedParameter('currency', message, ['no currency'])
}
