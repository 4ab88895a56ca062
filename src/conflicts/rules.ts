// The rule of each kind of check in words, and why its claims may differ although both are right.
import type { CHECK_KINDS } from '../vocabularies.ts'

export const RULES: Record<(typeof CHECK_KINDS)[number], { rule: string; remark: string | null }> =
  {
    contradicts: {
      rule:
        'Claims about the same thing and the same period agree within their bounds and ' +
        'rounding.',
      remark:
        'One claim may revise the other, or they may use different definitions: see the notes ' +
        'and the authors.'
    },
    part_exceeds_whole: {
      rule:
        'The figure for a part of a period, for some members of a group or for some products is ' +
        'not more than the figure for the whole.',
      remark: null
    },
    sum_of_periods: {
      rule: 'The figures for all parts of a period add up to the figure for the whole period.',
      remark:
        'Monthly figures are often revised later, and the figure for the year is not printed ' +
        'again.'
    },
    sum_of_members: {
      rule: 'The figures of all members of a group add up to the figure of the group.',
      remark: null
    },
    sum_of_components: {
      rule: 'The components of a metric, such as exports and imports, add up to the metric.',
      remark: 'Some reports count services or re-exports in only one of the figures: see the notes.'
    },
    sum_of_products: {
      rule: 'The figures of all parts of a product, or of all sections, add up to the whole.',
      remark: 'Totals may include goods that nobody has classified, and confidential trade.'
    },
    sum_of_legs: {
      rule:
        'The published length of a corridor lies between the sums of the shortest and of the ' +
        'longest lengths of its legs.',
      remark:
        'The figure may be round, or mean another way or other ends than the legs. The claim ' +
        'that gives a leg its length takes part; the range comes from the other published ' +
        'lengths, or from the formula if the length is computed.'
    },
    mirror_of: {
      rule:
        'The exports of one side equal the imports of the other side, and both sides name the ' +
        'same turnover.',
      remark:
        'Exports are usually valued free on board, and imports with cost, insurance and ' +
        'freight. That makes imports about 6 to 10 percent higher. Goods that pass through a ' +
        'third country, the time of transport and the choice of the year make the gap larger.'
    },
    share_of: {
      rule: 'A share of a total, in money, equals the figure of the claims about that trade.',
      remark: 'A share does not always say which countries, which year and which trade it means.'
    },
    ratio_of: {
      rule:
        'A figure per head or a share of GDP, times the population or the GDP, equals the GDP ' +
        'or the trade that it was computed from. Figures of different documents may differ by 5 ' +
        'percent.',
      remark:
        'The figures may come from different editions: GDP, population and exchange rates are ' +
        'revised for many years back, and a share computed before a revision does not follow it.'
    },
    growth: {
      rule:
        'A figure with a growth rate equals the figure of the year before (or of the named ' +
        'year) plus that growth.',
      remark:
        'The rate is read from the note, where it must be a separate clause: `+65 %`, `up 50 ' +
        'percent on 2019`, `a decline of 12 %`, `7.2 times the year before`, `doubled`. The ' +
        'author may have computed it from a revised base, in another currency or by volume.'
    }
  }
