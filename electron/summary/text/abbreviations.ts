/* After these a sentence goes on although a full stop and a capital letter or a number follow. Those that often end one are left out. */

const ENGLISH =
  'mr mrs ms dr prof st rev hon gen col capt lt sgt vs e.g i.e cf fig figs eq eqs sec ch vol vols nos pp ed eds al approx dept messrs viz ca'
const GERMAN = 'z.b z d.h d u.a u s vgl nr abs art bzw bd hrsg bspw evtl ggf inkl sog str tel usf hr fr dipl ing jh'
const FRENCH = 'mm mme mlle p.ex ex chap éd env av'
const SPANISH_PORTUGUESE = 'sr sra srta dra ud uds núm pág págs art av d.ª exmo exma'
const ITALIAN = 'sig sigg dott ing avv pag cap es'
const DUTCH = 'dhr mevr bijv blz d.w.z o.a m.b.t nl ir mw'

export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  [ENGLISH, GERMAN, FRENCH, SPANISH_PORTUGUESE, ITALIAN, DUTCH].flatMap((list) => list.split(' ')),
)

/** “No. 5” goes on, “He said no. They left” does not. */
export const BEFORE_NUMBERS: ReadonlySet<string> = new Set('no nr p art n núm num pag pág s abs sect'.split(' '))

/** “am 3. Oktober”: in German a full stop makes a number an ordinal. */
export const AFTER_GERMAN_ORDINALS =
  /^(?:Jan(?:uar|\.)|Jänner|Feb(?:ruar|\.)|März|April|Mai|Jun[io]|Jul[io]|Aug(?:ust|\.)|Sep(?:t|tember)|Okt(?:ober|\.)|Nov(?:ember|\.)|Dez(?:ember|\.)|Jahrhundert|Quartal|Auflage|Kapitel|Stock|Lebensjahr)/u
