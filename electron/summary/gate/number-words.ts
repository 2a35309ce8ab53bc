import { primary } from './languages.ts'

/* “One” is left out everywhere: it is an article or a pronoun more often than a number. */
const FROM_TWO: Readonly<Record<string, string>> = {
  en: 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  de: 'zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  fr: 'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
  es: 'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte',
  it: 'due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
  pt: 'dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte',
  nl: 'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
}
const TENS_FROM_THIRTY: Readonly<Record<string, string>> = {
  en: 'thirty forty fifty sixty seventy eighty ninety hundred',
  de: 'dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert',
  fr: 'trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent',
  es: 'treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
  it: 'trenta quaranta cinquanta sessanta settanta ottanta novanta cento',
  pt: 'trinta quarenta cinquenta sessenta setenta oitenta noventa cem',
  nl: 'dertig veertig vijftig zestig zeventig tachtig negentig honderd',
}

const VALUES = new Map(
  Object.entries(FROM_TWO).map(([language, words]) => {
    const small = words.split(' ').map((word, at) => [word, at + 2] as const)
    const tens = (TENS_FROM_THIRTY[language] ?? '').split(' ').map((word, at) => [word, 30 + 10 * at] as const)
    return [language, new Map([...small, ...tens])]
  }),
)
const NONE: ReadonlyMap<string, number> = new Map()

/** The value of folded number words. */
export function numberWords(language: string | null): ReadonlyMap<string, number> {
  return VALUES.get(primary(language)) ?? NONE
}

const MAGNITUDES: readonly (readonly [number, string])[] = [
  [100, 'hundred hundert'],
  [1e3, 'k thousand thousands tausend mille mil mila duizend'],
  [1e4, '万 萬'],
  [1e6, 'million millions mio millionen millon millones milione milioni milhao milhoes miljoen'],
  [1e8, '亿 億'],
  [1e9, 'bn milliard milliards milliarde milliarden mrd miliardo miliardi miljard bilhao bilhoes'],
  [1e12, 'billionen billon billones bilione bilioni trillion trillions trilhao trilhoes'],
]

const MAGNITUDE: ReadonlyMap<string, number> = new Map(
  MAGNITUDES.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)),
)

/** What a number is multiplied by when this word follows; null when by nothing. A billion is more in French or German than in English. */
export function magnitude(word: string, language: string | null): number | null {
  if (word === 'billion' || word === 'billions') return primary(language) === 'en' ? 1e9 : 1e12
  return MAGNITUDE.get(word) ?? null
}
