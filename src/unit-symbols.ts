// In which case the ids of units hold. Pure.

/** `Mt` and `MT`, `kWh` and `KWH`: in short ids the case tells one unit from another. */
const SYMBOL_SIGNS_MAX = 4
/** `m`, but not `M` for a million; `MW`, but not `mw` for a milliwatt. */
const SHORT_SYMBOL = /^(?:[A-Za-z]|[A-Z]{2})$/

/** Whether an id holds only exactly as it is written. All other ids hold in any case. */
export function holdsExactly(id: string): boolean {
  const isMixed = /[a-z]/.test(id) && /[A-Z]/.test(id)
  return SHORT_SYMBOL.test(id) || (isMixed && id.length <= SYMBOL_SIGNS_MAX)
}

/** What people may mean by a symbol in another case, by the symbol that has the same letters. */
const MEANT_INSTEAD: Readonly<Record<string, string>> = {
  Mt: 'Mt is a million tonnes; a metric ton is tonne',
  m: 'm is a metre; millions are units such as million_USD',
  MW: 'MW is a million watts; a milliwatt is no unit here'
}

/** Says what a symbol is to people who wrote it in another case. */
export function explainSymbol({ id, name }: { id: string; name: string }): string {
  return MEANT_INSTEAD[id] ?? `${id} is the unit ${name}, and holds only with these capital letters`
}
