/* A document about towns with facts that occur once, each with a code of its own: what a summary of it must not lose. */

const TOWNS = ['Lindau', 'Arbon', 'Bregenz', 'Konstanz', 'Meersburg', 'Rorschach', 'Romanshorn', 'Friedrichshafen']
const THINGS = ['bridge', 'harbour', 'library', 'market hall', 'school', 'water tower', 'public garden', 'mill']
const PEOPLE = ['Anna Berger', 'Franz Weber', 'Ida Keller', 'Otto Frei', 'Lena Moser']
const FILLERS = [
  (town, thing, person) => `${person} visited the ${thing} of ${town} and wrote a long letter about the weather there.`,
  (town, thing) => `People in ${town} like to meet near the ${thing} in the evening.`,
  (town, thing, person) => `An old photograph of the ${thing} hangs in the house of ${person}.`,
  (town, thing) => `The road from the station of ${town} leads past the ${thing} and on to the lake.`,
]

/** Markdown with one chapter for each town; `needles` are spread evenly over it. */
export function needleReport({ needles = 20, sentences = 160 } = {}) {
  const found = []
  const chapters = TOWNS.map((town, chapter) => {
    const each = sentences / TOWNS.length
    const lines = Array.from({ length: each }, (_, index) => {
      const at = chapter * each + index
      const thing = THINGS[at % THINGS.length]
      const person = PEOPLE[at % PEOPLE.length]
      if (Math.floor((at * needles) / sentences) === Math.floor(((at + 1) * needles) / sentences)) {
        return FILLERS[at % FILLERS.length](town, thing, person)
      }
      const code = `KX-${4100 + found.length * 37}`
      found.push({ code, place: at / sentences })
      return `In ${1900 + found.length} the ${thing} of ${town} was sold to ${person} for ${found.length * 1250} guilders under contract ${code}.`
    })
    return `# ${town}\n\n${lines.join(' ')}`
  })
  return { markdown: chapters.join('\n\n'), needles: found }
}
