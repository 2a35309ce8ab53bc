const UNITS: readonly string[] = [
  '% percent prozent pourcent procent percento',
  '$ usd dollar dollars',
  '€ eur euro euros',
  '£ gbp pound pounds pfund',
  '¥ jpy yen 円',
  'b byte bytes',
  'kb kilobyte kilobytes kib',
  'mb megabyte megabytes mib',
  'gb gigabyte gigabytes gib',
  'tb terabyte terabytes tib',
  'ms millisecond milliseconds millisekunden',
  's sec second seconds sekunde sekunden secondes segundos secondi seconden',
  'min minute minutes minuten minutos minuti minuut',
  'h hr hour hours stunde stunden heure heures hora horas ora ore uur',
  'day days tag tage tagen jour jours dia dias giorno giorni dag dagen',
  'week weeks woche wochen semaine semaines semana semanas settimana settimane weken',
  'month months monat monate monaten mois mes meses mese mesi maand maanden',
  'year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren',
  'mm millimetre millimetres millimeter',
  'cm centimetre centimetres centimeter zentimeter',
  'm metre metres meter meters metros metri',
  'km kilometre kilometres kilometer kilometers',
  'mi mile miles',
  'g gram grams gramm',
  'kg kilogram kilograms kilogramm kilo',
  '°c celsius',
  '°f fahrenheit',
  'v volt volts',
  'w watt watts',
  'kw kilowatt',
  'hz hertz',
  'mhz megahertz',
  'ghz gigahertz',
]

/** One name for all spellings of a unit. */
export const UNIT: ReadonlyMap<string, string> = new Map(
  UNITS.flatMap((line) => {
    const spellings = line.split(' ')
    return spellings.map((spelling) => [spelling, spellings[0] ?? spelling] as const)
  }),
)
