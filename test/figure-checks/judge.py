"""Judges figure checks by the rule `figure_check`, without any code of the project.

    python3 judge.py < questions.json > verdicts.json

The rule is written in src/figure-checks/README.md; half a unit of the last printed digit in the
comments of src/numbers/printed.ts. All numbers are fractions, so nothing is rounded.

In: {"claims": [rows of /v1/observations, from its JSON or CSV],
     "rates": [{"currency", "starts_on", "ends_on", "value"}] units of the currency for a dollar,
     "currencies": {"PAK": "PKR"} countries with exactly one currency that is not the dollar,
     "units": {"goods_trade": "USD"} optional: units of metrics that have no claims,
     "questions": [{"id", "metric", "subject", "partner", "direction", "mode", "product", "period",
       "number" in the metric's unit or in `currency`, "currency" as stated or null,
       "text" as printed: what stands in `value` or `stated`}]}
Out: {"answers": [{"id", "verdict", "agreeing", "found", "detail"}]}. `agreeing` are the claims of
the period that agree: as it is, after the factor, or converted. `found` are those of the one other
place (period or mirror) that the rule takes. `refused` is no verdict: the rate is missing.
`detail.edge` tells that a figure lies within two billionths of the edge of a tolerance.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

PARTS = ("metric", "subject", "partner", "direction", "mode", "product")
FACTORS = (("thousand", 10**3), ("million", 10**6), ("lakh", 10**5), ("crore", 10**7))
HALF_PERCENT = Fraction(5, 1000)
BILLIONTH = Fraction(1, 10**9)
NUMERAL = re.compile("[0-9]+(?:[.,·'’٫٬][0-9]+|[ \u00a0\u202f][0-9]{3}(?![0-9]))*")
ZERO = re.compile(r"(?<![0-9.,])0(?:[.,](0+))?(?![0-9.,])")
ZERO_SCALES = ((r"\bthousand\b", 3), (r"\b(?:million|mln)\b", 6), (r"\b(?:billion|bn)\b", 9))
TEXT_READ, NUMERALS_READ = 200, 20


# --- numbers as printed -------------------------------------------------------------------------


def decimal_of(raw):
    """A number of JSON or CSV as a decimal; None for null and for an empty cell."""
    return None if raw is None or raw == "" else Decimal(str(raw))


def ascii_digits(text):
    """The text with the digits of all scripts as ASCII digits."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in text
    )


def half_unit(value, text):
    """Half a unit of the last digit that `text` prints for `value`."""
    text = ascii_digits((text or "")[:TEXT_READ])
    if value == 0:
        zero = ZERO.search(text)
        scale = next((e for word, e in ZERO_SCALES if re.search(word, text, re.I)), 0)
        return power_of_ten(scale - len(zero.group(1) or "" if zero else "")) / 2
    plain = abs(value).normalize().as_tuple()
    own, exponent = "".join(map(str, plain.digits)), plain.exponent
    for numeral in NUMERAL.findall(text)[:NUMERALS_READ]:
        digits = re.sub("[^0-9]", "", numeral).lstrip("0")
        significant = digits.rstrip("0")
        if significant != own:
            continue
        zeros = len(digits) - len(significant)
        last = exponent - zeros
        scale = last == 0 and abs(value) >= 10_000
        return power_of_ten(zeros // 3 * 3 if scale else last) / 2
    # The text has no such numeral: `twelve thousand`.
    return power_of_ten(exponent if exponent < 0 else min(9, exponent // 3 * 3)) / 2


def power_of_ten(exponent):
    return Fraction(10) ** exponent


# --- periods ------------------------------------------------------------------------------------


def days_of(period):
    """First and last day of a period, and how its calendar goes on: (months, days) to the next."""
    start, _, length = period.partition("/P")
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", start)
    if quarter:
        first, months = date(int(quarter[1]), int(quarter[2]) * 3 - 2, 1), 3
    elif length.endswith("D") or (not length and len(start) == 10):
        first, count = date.fromisoformat(start), int(length[:-1] or 1)
        return first, first + timedelta(days=count - 1), (0, count)
    elif length:
        first = date.fromisoformat(start)
        months = int(length[:-1]) * (12 if length.endswith("Y") else 1)
    else:
        first = date.fromisoformat((start + "-01-01")[:10])
        months = 12 if len(start) == 4 else 1
    last = shifted(first, months) - timedelta(days=1)
    adjacent = months == 1 or (months == 3 and first.month in (1, 4, 7, 10))
    return first, last, (months if adjacent else -(-months // 12) * 12, 0)


def shifted(day, months):
    """The same day some months later, or the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def neighbours_of(first, last, step):
    """The days of the period before and of the one after in the same calendar."""
    months, days = step
    if days:
        return [(first + timedelta(d), last + timedelta(d)) for d in (-days, days)]
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day > 1:
        length -= 1
    ends = [shifted(first, sign * months) for sign in (-1, 1)]
    return [(start, shifted(start, length) - timedelta(days=1)) for start in ends]


# --- claims and figures -------------------------------------------------------------------------


class World:
    """The claims by thing and days, the rates by currency and days."""

    def __init__(self, document):
        self.things = defaultdict(lambda: defaultdict(list))
        self.units = dict(document.get("units", {}))
        self.currencies = document["currencies"]
        for row in document["claims"]:
            self.units.setdefault(row["metric"], row["unit"])
            if row["period"]:
                days = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
                self.things[thing_of(row)][days].append(row)
        self.rates = {}
        for rate in document["rates"]:
            days = date.fromisoformat(rate["starts_on"]), date.fromisoformat(rate["ends_on"])
            self.rates.setdefault((rate["currency"], days), Fraction(decimal_of(rate["value"])))

    def claims(self, thing, days):
        return self.things[thing].get(days, []) if thing in self.things else []

    def periods(self, thing):
        return list(self.things[thing]) if thing in self.things else []


def thing_of(row):
    """What a row is about. A direction that is not given and `all` of them are the same."""
    parts = [row.get(part) or None for part in PARTS]
    return tuple(None if part == "all" else part for part in parts)


def ends_of(claim):
    """The least and the most that a claim says, as decimals."""
    numbers = [decimal_of(claim.get(part)) for part in ("value", "low", "high")]
    numbers = [number for number in numbers if number is not None]
    return min(numbers), max(numbers)


def is_zero(claim):
    return any(decimal_of(claim.get(part)) == 0 for part in ("value", "low", "high"))


class Figure:
    """A figure with half its unit. `edges` collects claims at whose edge it lies."""

    def __init__(self, size, half, edges):
        self.size, self.half, self.edges = size, half, edges

    def times(self, factor):
        return Figure(self.size * factor, self.half * factor, self.edges)

    def agrees_with(self, claim):
        least, most = ends_of(claim)
        if Fraction(least) <= self.size <= Fraction(most):
            return True
        nearer = least if self.size < Fraction(least) else most
        end = Fraction(nearer)
        distance = abs(self.size - end)
        reach = max(self.half, half_unit(nearer, claim["text"]), HALF_PERCENT * abs(end))
        noise = BILLIONTH * max(abs(self.size), abs(end))
        if distance != reach and abs(distance - reach) <= 2 * noise:
            self.edges.append(claim["id"])
        return distance <= reach + noise

    def agreeing(self, claims):
        return [claim["id"] for claim in claims if self.agrees_with(claim)]


# --- the rule -----------------------------------------------------------------------------------


def judge(question, world):
    thing = thing_of(question)
    first, last, step = days_of(question["period"])
    days = first, last
    claims = world.claims(thing, days)
    in_dollars = world.units.get(thing[0]) == "USD"
    number, edges = decimal_of(question["number"]), []
    figure = Figure(Fraction(number), half_unit(number, question["text"]), edges)
    detail = {"claims": len(claims), "half_unit": shown(figure.half)}

    def answer(verdict, agreeing=(), found=(), **more):
        more = {**detail, **more, **({"edge": sorted(set(edges))} if edges else {})}
        return {"id": question["id"], "verdict": verdict, "agreeing": list(agreeing),
                "found": list(found), "detail": more}

    stated = question.get("currency")
    foreign = stated is not None and stated != "USD"
    if foreign:
        rate = world.rates.get((stated, days))
        if rate is None or not in_dollars:
            return answer("refused", currency=stated)
        figure = figure.times(1 / rate)
        detail |= {"currency": stated, "rate": shown(rate), "converted": shown(figure.size)}

    agreeing = figure.agreeing(claims)
    if claims:
        ends = [Fraction(end) for claim in claims for end in ends_of(claim)]
        detail |= {"least": shown(min(ends)), "most": shown(max(ends))}
    if agreeing and foreign:
        return answer("other_currency", agreeing)
    if agreeing:
        whole = len(agreeing) == len(claims)
        return answer("agrees" if whole else "agrees_with_some", agreeing)
    if claims and min(ends) <= figure.size <= max(ends):
        return answer("within_range")
    for word, factor in FACTORS if number != 0 else ():
        for times in (Fraction(factor), Fraction(1, factor)):
            agreeing = figure.times(times).agreeing([one for one in claims if not is_zero(one)])
            if agreeing:
                return answer("other_unit", agreeing, factor=word, times=shown(times))
    if in_dollars and stated is None:
        tried = [world.currencies.get(place) for place in thing[1:3]]
        for currency in dict.fromkeys(filter(None, tried)):
            rate = world.rates.get((currency, days))
            converted = figure.times(1 / rate) if rate else None
            agreeing = converted.agreeing(claims) if converted else []
            if agreeing:
                return answer("other_currency", agreeing, currency=currency, rate=shown(rate),
                              converted=shown(converted.size))
    for place in other_periods(world.periods(thing), days, neighbours_of(first, last, step)):
        found = figure.agreeing(world.claims(thing, place))
        if found:
            return answer("other_period", (), found, period=[str(day) for day in place])
    for mirror in mirrors_of(thing):
        found = figure.agreeing(world.claims(mirror, days))
        if found:
            return answer("other_direction", (), found, mirror=dict(zip(PARTS, mirror)))
    return answer("outside_all" if claims else "no_claim")


def other_periods(known, days, neighbours):
    """The periods to try: those that share a day, then neighbours; by first day, longer first."""
    first, last = days
    order = lambda place: (place[0], -(place[1] - place[0]).days)  # noqa: E731
    others = [place for place in known if place != days]
    until = max(shifted(last, 12), neighbours[1][1])
    sharing = [one for one in others if one[0] <= last and first <= one[1] <= until]
    near = [place for place in others if place in neighbours and place not in sharing]
    return sorted(sharing, key=order) + sorted(near, key=order)


def mirrors_of(thing):
    """The things that are the mirror, in the order of the table, each once."""
    metric, subject, partner, direction, *rest = thing
    traded = exchanged(metric, "export", "import")
    turned = exchanged(direction, "inbound", "outbound")
    mirrors = []
    if partner:
        mirrors.append((traded or metric, partner, subject, direction, *rest))
        mirrors.append((metric, partner, subject, direction, *rest))
    if traded:
        mirrors.append((traded, subject, partner, direction, *rest))
    if turned:
        mirrors.append((metric, subject, partner, turned, *rest))
    return [mirror for mirror in dict.fromkeys(mirrors) if mirror != thing]


def exchanged(text, one, other):
    """The text with one of the words in place of the other; None if it has neither or both."""
    if text is None or (one in text) == (other in text):
        return None
    return text.replace(one, other) if one in text else text.replace(other, one)


def shown(number):
    """A number as text, with at most 15 digits."""
    fraction = Fraction(number)
    return format(float(fraction), ".15g")


def main():
    document = json.load(sys.stdin, parse_float=Decimal)
    world = World(document)
    answers = [judge(question, world) for question in document["questions"]]
    json.dump({"answers": answers}, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
