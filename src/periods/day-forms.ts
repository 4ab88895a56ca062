// Periods that are written with their days: `14 July 2023`, `Jul 14, 2023`, `14.07.2023`,
// `30 January – 5 February 2023`, `2023-01-30/2023-02-05`.
import { lastDay } from './dates.ts'
import {
  DAY,
  dayOf,
  daysBetween,
  type Form,
  form,
  fourDigits,
  MONTH,
  NAME,
  TO,
  type Understood,
  YEAR
} from './forms.ts'
import { monthNumber } from './months.ts'

const ISO_DAY = '([1-9]\\d{3}-\\d\\d-\\d\\d)'
const ISO_MONTH = '([1-9]\\d{3}-\\d\\d)'

export const DAY_FORMS: readonly Form[] = [
  form(`${YEAR}(\\d{2})(\\d{2})`, dayOf),
  form(`${YEAR}[-/.]${MONTH}[-/.]${DAY}`, dayOf),
  form(`${DAY}([/.-])${DAY}[/.-]${YEAR}`, readDayFirst),
  form(`${DAY}[- ]${NAME}(?:[- ]|, ?)${YEAR}`, dayOfName),
  form(`${NAME} ${DAY},? ${YEAR}`, (name, day, year) => dayOfName(day, name, year)),
  form(`${DAY}[- ]${NAME}[- ](\\d{2})`, refuseShortDay),
  form(`${ISO_DAY}T00:00(?::00(?:\\.0+)?)?(?:Z|[+-]00:?00)?`, (day) => day),
  form(`${ISO_DAY}(?:/|${TO})${ISO_DAY}`, daysBetween),
  form(`${ISO_MONTH}/${ISO_MONTH}`, (first, last) =>
    daysBetween(`${first}-01`, lastDay(`${last}-01`, 1))
  ),
  form(`${DAY}${TO}${DAY} ${NAME},? ${YEAR}`, (first, last, name, year) =>
    daysBetween(dayOfName(first, name, year), dayOfName(last, name, year))
  ),
  form(`${NAME} ${DAY}${TO}${DAY},? ${YEAR}`, (name, first, last, year) =>
    daysBetween(dayOfName(first, name, year), dayOfName(last, name, year))
  ),
  form(`${DAY} ${NAME}(?:,? ${YEAR})?${TO}${DAY} ${NAME},? ${YEAR}`, daysOfNames),
  form(
    `${NAME} ${DAY}(?:,? ${YEAR})?${TO}${NAME} ${DAY},? ${YEAR}`,
    (name, day, year, lastName, last, lastYear) =>
      daysOfNames(day, name, year, last, lastName, lastYear)
  )
]

function dayOfName(day: string, name: string, year: number | string): string | undefined {
  const month = monthNumber(name)
  return month ? dayOf(year, month, day) : undefined
}

/** The first year may be left out where it is the last one. */
function daysOfNames(
  first: string,
  firstName: string,
  firstYear: string,
  last: string,
  lastName: string,
  lastYear: string
): string | undefined {
  const start = dayOfName(first, firstName, firstYear || lastYear)
  return daysBetween(start, dayOfName(last, lastName, lastYear))
}

/** `14.07.2023` and `14/07/2023` are days; `07/08/2023` can be two days. */
function readDayFirst(
  one: string,
  separator: string,
  other: string,
  year: string
): Understood | string {
  const [first, second] = [dayOf(year, other, one), dayOf(year, one, other)]
  if (separator === '.' || Number(one) > 12 || one === other) return first
  if (Number(other) > 12) return second
  return { expected: `${first} or ${second}: year, month, day` }
}

/** `14-Jul-23`: either number may be the year. */
function refuseShortDay(day: string, name: string, year: string): Understood | undefined {
  const found = dayOfName(day, name, fourDigits(year))
  return found ? { expected: `${found}, with all digits of the year` } : undefined
}
