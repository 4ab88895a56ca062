/** What a way takes: kilometres, and hours and dollars at its borders, null unless all are known. */
export type Sums = { km: number; hours: number | null; dollars: number | null }

/** What one way takes more than another, as far as it is known of both. */
export function differencesOf(now: Sums | null, before: Sums | null) {
  const more = (of: keyof Sums) => {
    const [one, other] = [now?.[of] ?? null, before?.[of] ?? null]
    return one === null || other === null ? null : Math.round((one - other) * 100) / 100
  }
  return {
    difference_km: more('km'),
    difference_hours: more('hours'),
    difference_dollars: more('dollars')
  }
}
