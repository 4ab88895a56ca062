// What each kind of check asks, in words, and why its claims may differ without either being wrong.
import type { CHECK_KINDS } from '../vocabularies.ts'

export const RULES: Record<(typeof CHECK_KINDS)[number], { rule: string; remark: string | null }> =
  {
    contradicts: {
      rule:
        'Claims about the same thing and the same period agree as far as their bounds and ' +
        'their rounding allow.',
      remark:
        'One may be a later revision of the other, or they may count by different ' +
        'definitions: see the notes and who is named as author.'
    },
    part_exceeds_whole: {
      rule:
        'What is counted in a part of a period, or by some members of a group, is not more ' +
        'than what is counted in the whole.',
      remark: null
    },
    sum_of_periods: {
      rule: 'The parts of a period that together make it up add up to the figure for the whole.',
      remark: 'Figures for months are often revised later without the year being printed again.'
    },
    sum_of_members: {
      rule: 'The figures of all members of a group add up to the figure of the group.',
      remark: null
    },
    sum_of_components: {
      rule: 'The components a metric is defined by, such as exports and imports, add up to it.',
      remark: 'Some reports count services or re-exports in one of the figures only: see the notes.'
    },
    mirror_of: {
      rule:
        'What one side says it sold is what the other side says it bought, and both name the ' +
        'same turnover.',
      remark:
        'Exports are usually valued free on board, imports with cost, insurance and freight, ' +
        'which makes imports higher by some 6 to 10 percent; goods that pass through a third ' +
        'country, the time they are on the way and the year they are counted in widen the ' +
        'gap.'
    },
    share_of: {
      rule: 'A share of a total, in money, is what the claims about that trade come to.',
      remark:
        'The countries meant, the year and what counts as trade are not always given with a share.'
    },
    growth: {
      rule:
        'A figure printed with a growth rate follows from the figure of the year before, or of ' +
        'the year that is named.',
      remark:
        'The rate is read in the note, where it stands in a clause of its own: `+65 %`, `up ' +
        '50 percent on 2019`, `a decline of 12 %`, `7.2 times the year before`, `doubled`. ' +
        'It may have been computed from a revised base, in another currency or by volume.'
    }
  }
