/** Small letters beyond ASCII that one language writes. What a text in the right coding has is all among those of one of them. */
const ALPHABETS = [
  'äöüßé',
  'àâæçéèêëîïôœùûüÿ',
  'áéíñóúü',
  'àèéìíîòóù',
  'àáâãçéêíòóôõúü',
  'àçèéíïòóúü',
  'äéèëïöóüç',
  'åäöé',
  'æøåéòôóèê',
  'áðéíóúýþæöø',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'ąćęłńóśźż',
  'áéíóöőúüű',
  'ăâîşţșț',
  'čćđšž',
  'çğıİöşüâîû',
  'āčēģīķļņšūž',
  'ąčęėįšųūž',
  'äöõüšž',
  'абвгдежзийклмнопрстуфхцчшщъыьэюяё',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
  'абвгдђежзијклљмнњопрстћуфхцчџш',
  'абвгдѓежзѕијклљмнњопрстќуфхцчџш',
].map((letters) => new Set(letters + letters.toUpperCase()))

/** Accents that stand alone, which no language writes, and all letters but those that belong to a number or to another script. */
const COUNTED = /(?![A-Za-zªºµ])[\p{Script=Latin}\p{Script=Cyrillic}\u02b0-\u02ff]/gu

/** How many letters of a text are not in the language that explains most of them. */
export function strangeLetters(text: string): number {
  const counts = new Map<string, number>()
  for (const [letter] of text.matchAll(COUNTED)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  const strangeIn = (alphabet: ReadonlySet<string>) =>
    [...counts].reduce((sum, [letter, count]) => (alphabet.has(letter) ? sum : sum + count), 0)
  return Math.min(...ALPHABETS.map(strangeIn))
}
