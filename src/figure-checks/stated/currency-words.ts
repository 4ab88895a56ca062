// The words and signs for currencies beside printed figures. Pure.

/**
 * Signs by the codes (ISO 4217) that they may mean. What several countries of the corridor call
 * alike is told apart by the countries that the figure is about.
 */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  USD: ['US\\$', 'U\\.S\\. ?\\$', '(?<!\\p{L})\\$'],
  EUR: ['€'],
  GBP: ['£'],
  PKR: ['₨', 'Rs\\.?'],
  INR: ['₹', '₨', 'Rs\\.?'],
  KZT: ['₸'],
  RUB: ['₽'],
  AZN: ['₼'],
  AFN: ['؋'],
  IRR: ['﷼'],
  CNY: ['¥', 'RMB'],
  JPY: ['¥'],
  TRY: ['₺'],
  GEL: ['₾']
}
/** Words stand behind a figure. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  USD: ['(?:US |U\\.S\\. )?dollars?', 'доллар\\p{L}*', 'долл\\.?', 'ڈالرز?', 'دلار'],
  EUR: ['euros?', 'евро'],
  GBP: ['pounds sterling'],
  PKR: ['(?:Pakistani )?rupees?', 'рупи\\p{L}*', 'روپے'],
  INR: ['(?:Indian )?rupees?', 'рупи\\p{L}*'],
  KZT: ['tenges?', 'тенге'],
  RUB: ['roubles?', 'rubles?', 'руб(?:л\\p{L}*)?\\.?'],
  UZS: ['sums?', 'soums?', 'сум(?:а|ов|у|ом|ы)?'],
  KGS: ['soms?', 'сом(?:а|ов|у|ом|ы)?'],
  TJS: ['somonis?', 'сомони'],
  TMT: ['(?:Turkmen(?:istani)? )?manats?', 'манат\\p{L}*'],
  AZN: ['(?:Azerbaijani )?manats?', 'манат\\p{L}*'],
  AFN: ['afghanis?', 'афгани', 'افغانی'],
  IRR: ['rials?', 'риал\\p{L}*', 'ریال'],
  CNY: ['yuans?', 'юан\\p{L}*'],
  JPY: ['yen'],
  TRY: ['(?:Turkish )?liras?', 'лир\\p{L}*'],
  GEL: ['laris?', 'лари']
}
/** Small letters only at the numeral itself: `top 5 million` names no currency. */
const CODE_BEFORE = /(?<![\p{L}\p{N}])([A-Z]{3}(?=\s*$)|[a-z]{3}$)\s*/u
const CODE_AFTER = /^[\s-]*([A-Z]{3})(?!\p{L})(?!\s*\d)/u
const PATTERNS = [...new Set([...Object.keys(WORDS), ...Object.keys(SIGNS)])].map((code) => ({
  code,
  before: new RegExp(`(?:${anyOf(SIGNS[code])})\\s*$`, 'iu'),
  // What stands before a numeral belongs to that one: `in 2023 $400 million`.
  after: new RegExp(
    `^[\\s-]*(?:${anyOf([...(SIGNS[code] ?? []), ...(WORDS[code] ?? [])])})(?!\\p{L})(?!\\s*\\d)`,
    'iu'
  )
}))

/** The currencies that a text may name beside a figure, and the rest of the text. */
export type NamedCurrencies = { codes: string[]; rest: string }

/** The currencies that the end of a text names, as in `about Rs `. */
export function currenciesBefore(text: string, codes: readonly string[]): NamedCurrencies {
  return find(text, codes, CODE_BEFORE, ({ before }) => before)
}

/** The currencies that the beginning of a text names, as in ` tenge a year`. */
export function currenciesAfter(text: string, codes: readonly string[]): NamedCurrencies {
  return find(text, codes, CODE_AFTER, ({ after }) => after)
}

type Pattern = (typeof PATTERNS)[number]

function find(
  text: string,
  codes: readonly string[],
  byCode: RegExp,
  patternOf: (one: Pattern) => RegExp
): NamedCurrencies {
  const code = byCode.exec(text)?.[1]?.toUpperCase() ?? ''
  if (codes.includes(code)) return { codes: [code], rest: text.replace(byCode, '') }
  const found = PATTERNS.filter((one) => patternOf(one).test(text))
  const [first] = found
  const rest = first ? text.replace(patternOf(first), '') : text
  return { codes: found.map((one) => one.code), rest }
}

function anyOf(words: readonly string[] = []): string {
  // A currency without a sign matches nothing.
  return words.length > 0 ? words.join('|') : '(?!)'
}
