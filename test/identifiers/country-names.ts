// Names and codes of countries as people have them.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const OWID_FILE = fileURLToPath(
  new URL('../../../shared/data/files/owid-country-names.csv', import.meta.url)
)

/** The names that Our World in Data gives countries, with their alpha-3 codes. */
export function owidNames(): { name: string; code: string }[] {
  const [, ...lines] = readFileSync(OWID_FILE, 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => {
    const [, name = '', code = ''] = /^"?(.*?)"?,(\w+)$/.exec(line) ?? []
    return { name, code }
  })
}

/** Common, former and statisticians' names and codes, by the id that they mean. */
export const COUNTRY_NAMES: Record<string, string[]> = {
  AND: ['ADO', 'and', 'ad', '020', '20'],
  ARE: ['UAE', 'U.A.E.', 'United Arab Emirates'],
  ATF: ['Fr. South Antarctic Terr.'],
  BHS: ['Bahamas', 'The Bahamas'],
  BIH: ['Bosnia Herzegovina', 'Bosnia & Herzegovina'],
  BOL: ['Bolivia (Plurinational State of)', 'Plurinational State of Bolivia'],
  BRN: ['Brunei Darussalam'],
  CAF: ['Central African Rep.', 'Central African Republic'],
  CHN: ['China, mainland', 'China (mainland)', 'Mainland China', 'China'],
  CIV: ['Ivory Coast', "Côte d'Ivoire", 'Cote d’Ivoire'],
  COD: ['ZAR', 'Dem. Rep. of the Congo', 'DR Congo', 'Zaire', 'DRC'],
  COG: ['Congo', 'Rep. of the Congo', 'Congo-Brazzaville'],
  CPV: ['Cape Verde', 'Cabo Verde'],
  CZE: ['Czech Republic', 'Czech Rep.', 'Czechia'],
  DOM: ['Dominican Rep.'],
  FSM: ['FS Micronesia', 'Micronesia (Federated States of)', 'Micronesia (country)'],
  GBR: ['UK', 'uk', 'U.K.', 'GB', 'Great Britain', 'United Kingdom'],
  GIN: ['Guinea'],
  GRC: ['EL', 'el', 'GR', 'Greece'],
  HKG: ['Hong Kong SAR', 'Hong Kong', 'HKG'],
  IRN: ['Iran (Islamic Republic of)', 'Islamic Republic of Iran', 'Iran', 'Persia'],
  KGZ: ['Kyrgyz Republic', 'Kyrgyz Rep.', 'Киргизия', 'Кыргызстан'],
  KOR: ['Rep. of Korea', 'Republic of Korea', 'South Korea'],
  LAO: ["Lao People's Dem. Rep.", 'Lao PDR', 'Lao P.D.R.', 'Laos'],
  MDA: ['Rep. of Moldova', 'Republic of Moldova', 'Moldova'],
  MKD: ['Macedonia', 'TFYR of Macedonia', 'FYR Macedonia', 'North Macedonia'],
  MMR: ['Burma', 'Myanmar'],
  MNP: ['N. Mariana Isds', 'Northern Mariana Islands'],
  PAK: ['PK', 'pk', '586', 'Pakistan', 'پاكستان', 'پاکستان', 'Пакистан'],
  PRK: ["Dem. People's Rep. of Korea", 'North Korea', 'DPRK'],
  PSE: ['WBG', 'West Bank and Gaza', 'State of Palestine'],
  ROU: ['ROM', 'Romania'],
  RUS: ['Russian Federation', 'Russian Fed.', 'Russia'],
  SVK: ['Slovak Republic', 'Slovak Rep.'],
  SWZ: ['Swaziland', 'Eswatini'],
  SYR: ['Syria', 'Syrian Arab Rep.', 'Syrian Arab Republic'],
  TLS: ['TMP', 'East Timor', 'Timor-Leste'],
  TUR: ['Turkey', 'Türkiye', 'Turkiye', 'Rep. of Türkiye', 'تركيه'],
  TZA: ['United Rep. of Tanzania', 'Tanzania'],
  USA: ['USA', 'U.S.A.', 'United States', 'United States of America'],
  VIR: ['US Virgin Isds', 'Virgin Islands (U.S.)'],
  VNM: ['Viet Nam', 'Vietnam', 'Viet-Nam'],
  WLF: ['Wallis and Futuna Isds'],
  XKX: ['XKX', 'XK', 'xk', 'KSV', 'Kosovo', 'Republic of Kosovo', 'Косово']
}
