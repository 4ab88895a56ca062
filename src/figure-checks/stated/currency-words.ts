// The words and signs for currencies beside printed figures. Pure.

/**
 * Signs and words by the codes (ISO 4217) that they may mean. What several countries of the
 * corridor call alike is told apart by the countries that the figure is about.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  USD: ['US\\$', '\\$', 'US dollars?', 'dollars?', 'доллар\\p{L}*', 'долл\\.?', 'ڈالرز?', 'دلار'],
  EUR: ['€', 'euros?', 'евро'],
  GBP: ['£', 'pounds sterling'],
  PKR: ['₨', 'Rs\\.?', '(?:Pakistani )?rupees?', 'рупи\\p{L}*', 'روپے'],
  INR: ['₹', '₨', 'Rs\\.?', '(?:Indian )?rupees?', 'рупи\\p{L}*'],
  KZT: ['₸', 'tenges?', 'тенге'],
  RUB: ['₽', 'roubles?', 'rubles?', 'руб\\p{L}*\\.?'],
  UZS: ['sums?', 'soums?', 'сум\\p{L}*'],
  KGS: ['soms?', 'сом\\p{L}*'],
  TJS: ['somonis?', 'сомони'],
  TMT: ['(?:Turkmen(?:istani)? )?manats?', 'манат\\p{L}*'],
  AZN: ['₼', '(?:Azerbaijani )?manats?', 'манат\\p{L}*'],
  AFN: ['؋', 'afghanis?', 'афгани', 'افغانی'],
  IRR: ['﷼', 'rials?', 'риал\\p{L}*', 'ریال'],
  CNY: ['¥', 'RMB', 'yuans?', 'юан\\p{L}*'],
  JPY: ['¥', 'yen'],
  TRY: ['₺', '(?:Turkish )?liras?', 'лир\\p{L}*'],
  GEL: ['₾', 'laris?', 'лари']
}
/** Words that only one country calls so: the sign of one currency is no word of another. */
const PATTERNS = Object.entries(WORDS).map(([code, words]) => ({ code, words: words.join('|') }))

/** The codes of the currencies that the end of a text names, as in `about Rs `. */
export function currenciesBefore(text: string, codes: readonly string[]): string[] {
  return find(text, codes, (words) => new RegExp(`(?<![\\p{L}$])(?:${words})\\s*$`, 'iu'))
}

/** The codes of the currencies that the beginning of a text names, as in ` tenge a year`. */
export function currenciesAfter(text: string, codes: readonly string[]): string[] {
  return find(text, codes, (words) => new RegExp(`^[\\s-]*(?:${words})(?!\\p{L})`, 'iu'))
}

function find(text: string, codes: readonly string[], pattern: (words: string) => RegExp) {
  const isNamed = (words: string) => pattern(words).test(text)
  const byCode = codes.filter((code) => isNamed(code))
  if (byCode.length > 0) return byCode
  return PATTERNS.filter(({ words }) => isNamed(words)).map(({ code }) => code)
}
