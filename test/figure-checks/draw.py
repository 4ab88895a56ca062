"""Draws the questions of figure checks that judge.py judges, always the same for the same claims.

    python3 draw.py [count] < data.json > questions.json

In: {"claims", "rates", "currencies", "units"} as judge.py reads them; "units" has all metrics.
Out: {"questions"}. `kind` says as what a question was drawn, not what verdict is right: a rounded
figure may agree with something else by chance. `value` or `stated` is the parameter of the
request, `text` the same text; `number` and `currency` are what it means.
"""

import json
import random
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

from judge import PARTS, days_of, decimal_of, exchanged, neighbours_of, thing_of

SEED = 20261123
COUNT = 300
PRESS_SHARE = 0.75
KINDS = ("exact", "rounded", "factor", "currency", "period", "mirror", "invented", "no_claim")
FACTORS = (10**3, 10**6, 10**5, 10**7)
SCALES = ((10**9, "billion", "млрд"), (10**6, "million", "млн"))
NOUNS = {"TEU": "TEU", "tonne": "tonnes", "hour": "hours", "day": "days", "km": "km",
         "percent": "percent", "percent_of_gdp": "percent", "person": "people"}
RUSSIAN = {"USD": "долларов", "KZT": "тенге", "UZS": "сумов", "RUB": "рублей"}


class Dice:
    """Only random() is used: its numbers are the same in every version of Python."""

    def __init__(self, seed):
        self.next = random.Random(seed).random

    def chance(self, share):
        return self.next() < share

    def one(self, items):
        return items[int(self.next() * len(items))]

    def between(self, least, most):
        return Decimal(str(round(least + (most - least) * self.next(), 6)))


# --- numbers as people state them ---------------------------------------------------------------


def rounded(number, digits):
    return Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(number)


def plain(number):
    """1E+6 as 1000000, 5.20 as 5.2."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number):
    whole, _, decimals = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "")


def scaled(dice, number):
    """The number as an English numeral with a scale, and as a Russian one if it is short."""
    for size, english, russian in SCALES:
        if abs(number) >= size:
            part = plain(number / size)
            decimals = len(part.partition(".")[2])
            if decimals > 3:
                break
            comma = part.replace(".", ",")
            return (f"{grouped(number / size)} {english}",
                    f"{comma} {russian}" if decimals < 3 and len(part) < 5 else None)
    if number >= 10_000 and number % 1000 == 0 and dice.chance(0.3):
        return f"{grouped(number / 1000)} thousand", None
    return grouped(number), None


def stated(dice, number, unit, currency):
    """A text for the number, and the currency that the text names."""
    words, russian = scaled(dice, number)
    about = dice.one(["", "", "", "about ", "more than "])
    if unit != "USD":
        if unit == "TEU" and number == int(number) and dice.chance(0.15):
            arabic = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
            return grouped(number).translate(arabic) + " TEU", None
        noun = NOUNS.get(unit, "")
        return f"{about}{words} {noun}".strip(), None
    if currency is None:
        return f"{about}{words}", None
    if russian and currency in RUSSIAN and dice.chance(0.3):
        return f"{russian} {RUSSIAN[currency]}", currency
    if currency == "USD":
        forms = [f"${words}", f"${words}", f"US${words}", f"{words} dollars", f"USD {words}"]
    else:
        forms = [f"{currency} {words}", f"{words} {currency}"]
        if number >= 10**9 and number % 10**6 == 0:
            forms.append(f"{currency} {grouped(number / 10**6)} million")
        if currency == "PKR":
            forms += [f"Rs {words}"] * 2
            if number >= 10**8 and number % 10**5 == 0:
                forms += [f"Rs {grouped(number / 10**7)} crore"] * 2
    return about + dice.one(forms), currency


def question_of(dice, thing, period, number, unit, currency="USD", as_value=None):
    """The parameters of the request, as `value` or as `stated` in the currency."""
    question = dict(zip(PARTS, thing)) | {"period": period}
    if dice.chance(0.45) if as_value is None else as_value:
        text = plain(number)
        return question | {"value": text, "number": text, "currency": None, "text": text}
    if currency == "USD" and dice.chance(0.15):
        currency = None
    text, named = stated(dice, number, unit, currency)
    return question | {"stated": text, "number": plain(number), "currency": named, "text": text}


# --- kinds --------------------------------------------------------------------------------------


class Drawing:
    def __init__(self, document, seed):
        self.dice = Dice(seed)
        self.units, self.currencies = document["units"], document["currencies"]
        self.claims = sorted((c for c in document["claims"] if c["period"]), key=lambda c: c["id"])
        self.known = defaultdict(lambda: defaultdict(list))
        for claim in self.claims:
            self.known[thing_of(claim)][claim["starts_on"], claim["ends_on"]].append(claim)
        self.rates = defaultdict(dict)
        for rate in document["rates"]:
            days = rate["starts_on"], rate["ends_on"]
            self.rates[days].setdefault(rate["currency"], decimal_of(rate["value"]))
        self.partners = sorted({c["partner"] for c in self.claims if c["partner"]})
        self.pools = {}

    def pick(self, fits=None, name="all"):
        """A claim, three of four from the press. No metric crowds the others out."""
        if name not in self.pools:
            pool = {True: defaultdict(list), False: defaultdict(list)}
            for claim in self.claims:
                if figure_of(claim) and (fits is None or fits(claim)):
                    pool[bool(re.fullmatch(r"C\d+", claim["id"]))][claim["metric"]].append(claim)
            self.pools[name] = {
                press: [one for one in metrics.items() for _ in range(weight_of(one[1]))]
                for press, metrics in pool.items()
            }
        pools = self.pools[name]
        press = self.dice.chance(PRESS_SHARE)
        return self.dice.one(self.dice.one(pools[press] or pools[not press])[1])

    def near(self, number):
        """A figure near the number or not so near, with few digits."""
        size = 10 ** self.dice.between(-0.7, 0.7)
        return rounded(number * size, self.dice.one([2, 3, 3, 4]))

    def ask(self, claim, number, thing=None, period=None, **how):
        return question_of(self.dice, thing or thing_of(claim), period or claim["period"], number,
                           claim["unit"], **how)

    def exact(self):
        claim = self.pick(self.disputed, "disputed") if self.dice.chance(0.25) else self.pick()
        return self.ask(claim, figure_of(claim))

    def rounded(self):
        claim = self.pick(lambda c: len(digits_of(figure_of(c))) > 2, "long")
        digits = 2 if len(digits_of(figure_of(claim))) == 3 else self.dice.one([2, 3])
        return self.ask(claim, rounded(figure_of(claim), digits))

    def factor(self):
        claim = self.pick(lambda c: abs(figure_of(c)) >= 100, "large")
        factor, number = self.dice.one(FACTORS), figure_of(claim)
        if self.dice.chance(0.5):
            number = rounded(number, 3)
        down = abs(number) >= factor and self.dice.chance(0.6)
        return self.ask(claim, number / factor if down else number * factor)

    def currency(self):
        claim = self.pick(lambda c: c["unit"] == "USD" and self.rated(c), "rated")
        currency = self.dice.one(self.rated(claim))
        if self.dice.chance(0.1):
            currency = self.dice.one(sorted(self.rates[claim["starts_on"], claim["ends_on"]]))
        number = figure_of(claim) * self.rates[claim["starts_on"], claim["ends_on"]][currency]
        way = self.dice.one(["value"] * 4 + ["stated"] * 4 + ["bare", "dollars", "factor", "wrong"])
        if way == "factor":
            number *= self.dice.one([10**3, 10**5, Decimal(10) ** -3, Decimal(10) ** -5])
        if way == "wrong":
            number *= self.dice.between(1.02, 1.5)
        number = rounded(number, self.dice.one([3, 4]))
        as_currency = {"bare": None, "dollars": "USD"}.get(way, currency)
        return self.ask(claim, number, currency=as_currency, as_value=way == "value")

    def rated(self, claim):
        """The currencies of the claim's countries that have a rate of its period."""
        rates = self.rates.get((claim["starts_on"], claim["ends_on"]), {})
        own = [self.currencies.get(place) for place in (claim["subject"], claim["partner"])]
        return [currency for currency in own if currency in rates]

    def period(self):
        claim = self.pick()
        first, last, step = days_of(claim["period"])
        near = [written(*days) for days in neighbours_of(first, last, step)]
        shares = [written(date(day.year, 1, 1), date(day.year, 12, 31)) for day in (first, last)]
        fiscal = [day.year - (day.month < 7) for day in (first, last)]
        shares += [f"{year}-07-01/P1Y" for year in fiscal]
        shares += [f"{first.year}-Q{(first.month + 2) // 3}", f"{last:%Y-%m}"]
        far = [f"{first.year + years}" for years in (-3, 2)]
        options = [near, near, shares, shares, shares, far, far]
        number = figure_of(claim)
        if self.dice.chance(0.3):
            number = rounded(number, 3)
        others = [one for one in self.dice.one(options) if days_of(one)[:2] != (first, last)]
        return self.ask(claim, number, period=self.dice.one(others or near))

    def mirror(self):
        claim = self.pick(lambda c: self.mirrored(thing_of(c)), "mirrored")
        number = figure_of(claim)
        if self.dice.chance(0.3):
            number = rounded(number, 3)
        return self.ask(claim, number, thing=self.dice.one(self.mirrored(thing_of(claim))))

    def mirrored(self, thing):
        """The things whose mirror this thing is, as far as their metrics exist."""
        metric, subject, partner, direction, *rest = thing
        traded = exchanged(metric, "export", "import")
        turned = exchanged(direction, "inbound", "outbound")
        things = [(metric, partner, subject, direction, *rest)] if partner else []
        if traded and partner:
            things += [(traded, partner, subject, direction, *rest)] * 2
        if traded:
            things.append((traded, subject, partner, direction, *rest))
        if turned:
            things.append((metric, subject, partner, turned, *rest))
        return [one for one in things if one[0] in self.units and one[1] != "WLD"]

    def invented(self):
        claim = self.pick(self.disputed, "disputed") if self.dice.chance(0.4) else self.pick()
        number = self.near(figure_of(claim))
        if self.disputed(claim):
            days = claim["starts_on"], claim["ends_on"]
            sizes = [float(figure_of(one)) for one in self.known[thing_of(claim)][days]]
            number = rounded(self.dice.between(min(sizes), max(sizes)), 4)
        return self.ask(claim, number)

    def disputed(self, claim):
        days = claim["starts_on"], claim["ends_on"]
        sizes = {figure_of(one) for one in self.known[thing_of(claim)][days]}
        return max(sizes) - min(sizes) > abs(min(sizes)) / 20

    def no_claim(self):
        """A period or a partner or a mode of which nothing is claimed."""
        claim = self.pick()
        thing, period = list(thing_of(claim)), claim["period"]
        way = self.dice.one(["period", "partner", "mode"])
        if way == "partner" and thing[2]:
            thing[2] = self.dice.one([one for one in self.partners if one != thing[1]])
        elif way == "mode" and thing[4]:
            thing[4] = self.dice.one([m for m in ("rail", "road", "sea", "sea") if m != thing[4]])
        else:
            year = int(period[:4]) + self.dice.one([-40, -30, -20, -12, 9, 10])
            period = f"{year}{'-06-30' if period[4:] == '-02-29' else period[4:]}"
        days = tuple(str(day) for day in days_of(period)[:2])
        if self.known[tuple(thing)].get(days):
            return None
        return self.ask(claim, self.near(figure_of(claim)), thing=tuple(thing), period=period)


def figure_of(claim):
    """The value, or the least of a range."""
    return decimal_of(claim["value"] or claim["low"] or claim["high"])


def digits_of(number):
    return number.normalize().as_tuple().digits


def weight_of(claims):
    return int(len(claims) ** 0.5) + 1


def written(first, last):
    """A period of whole months or of days, as it is written."""
    after = last + timedelta(days=1)
    if first.day > 1 or after.day > 1:
        days = (after - first).days
        return str(first) if days == 1 else f"{first}/P{days}D"
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 12:
        return f"{first:%Y}" if first.month == 1 else f"{first}/P1Y"
    return f"{first:%Y-%m}" if months == 1 else f"{first}/P{months}M"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    document = json.load(sys.stdin, parse_float=Decimal)
    drawing, questions, asked = Drawing(document, SEED), [], set()
    while len(questions) < count:
        kind = KINDS[len(questions) % len(KINDS)]
        question = getattr(drawing, kind)()
        same = question and tuple(map(question.get, (*PARTS, "period", "text")))
        if question is None or same in asked or not decimal_of(question["number"]):
            continue
        asked.add(same)
        questions.append({"id": f"Q{len(questions) + 1:03}", "kind": kind, **question})
    json.dump({"questions": questions}, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
