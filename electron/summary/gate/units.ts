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
  'mm millimetre millimetres millimeter millimeters milimetro milimetros millimetro millimetri',
  'cm centimetre centimetres centimeter centimeters zentimeter centimetro centimetros centimetri',
  'm metre metres meter meters metro metros metri',
  'km kilometre kilometres kilometer kilometers kilometro kilometros chilometro chilometri quilometro quilometros',
  'mi mile miles',
  'mg milligram milligrams milligramm milligramme milligrammes miligramo miligramos milligrammi miligramas',
  'g gram grams gramm gramme grammes gramo gramos grammo grammi grama gramas',
  'kg kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos chilogrammo chilogrammi quilograma quilogramas kilo kilos chili quilos',
  't ton tons tonne tonnes tonnen tonelada toneladas tonnellata tonnellate',
  'ml millilitre millilitres milliliter mililitro mililitros millilitri',
  'l litre litres liter liters litro litros litri',
  'ha hectare hectares hektar hectarea hectareas ettaro ettari',
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
