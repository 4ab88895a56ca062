// The terms of each kind of data, shown in `meta.license`; src/starter/README.md has more.
export const FACTS = 'Facts quoted with attribution: name the source of each figure.'
export const COUNTRIES = 'ODbL-1.0 (world-countries) and MIT (i18n-iso-countries): name both.'
export const OWN_WORDS = 'MIT: names and definitions are the words of this project.'
