import { primary } from './languages.ts'
import { fold, stem } from './words.ts'

/**
 * Words of which one excludes the others: “more” and “less”, the months. Each line is one contrast, the same in all languages,
 * with its sides between bars. Few words on purpose: what is not here is not compared.
 */
const CONTRASTS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'increase rise rose risen grow grew grown more higher above exceed | decrease fall fell fallen drop decline shrink shrank less fewer lower below',
    'before | after',
    'minimum least | maximum most',
    'allowed permitted mandatory required | forbidden prohibited banned disallowed optional',
    'begin began begun start | end ended ends stop',
    'first | last',
    'open | closed close',
    'profit gain won win | loss lost lose',
    'enable | disable',
    'January | February | March | April | May | June | July | August | September | October | November | December',
    'monday | tuesday | wednesday | thursday | friday | saturday | sunday',
    'north northern | south southern | east eastern | west western',
  ],
  de: [
    'erhöht steigt stieg gestiegen steigen wächst wuchs gewachsen mehr höher zunahme | gesenkt sinkt sank gesunken sinken fällt fiel gefallen weniger niedriger geringer abnahme',
    'vor bevor | nach nachdem',
    'mindestens minimum minimal | höchstens maximum maximal',
    'erlaubt zulässig gestattet erforderlich | verboten unzulässig untersagt optional',
    'beginnt begann beginn anfang | endet endete ende',
    'erste | letzte',
    'geöffnet offen öffnet | geschlossen schließt',
    'gewinn gewann | verlust verlor',
    'aktiviert | deaktiviert',
    'januar | februar | märz | april | mai | juni | juli | august | september | oktober | november | dezember',
    'montag | dienstag | mittwoch | donnerstag | freitag | samstag sonnabend | sonntag',
    'nord norden nördlich | süd süden südlich | ost osten östlich | west westen westlich',
  ],
  fr: [
    'augmente augmenté hausse croît crû supérieur | diminue diminué baisse baissé inférieur moins',
    'avant | après',
    'minimum minimal | maximum maximal',
    'autorisé permis obligatoire requis | interdit défendu facultatif',
    'commence début débute | finit fin termine',
    'premier première | dernier dernière',
    'ouvert ouvre | fermé ferme',
    'bénéfice gain gagné | perte perdu',
    'activé | désactivé',
    'janvier | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | décembre',
    'lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche',
    'nord | sud | oriental | ouest',
  ],
  es: [
    'aumenta aumentó aumento subió sube crece creció más mayor superior | disminuye disminuyó reduce redujo menos menor inferior',
    'antes | después',
    'mínimo mínima | máximo máxima',
    'permitido autorizado obligatorio necesario | prohibido opcional',
    'empieza comienza comenzó inicio | termina terminó fin final',
    'primero primera primer | último última',
    'abierto abre | cerrado cierra',
    'beneficio ganancia ganó | pérdida perdió',
    'habilitado activado | deshabilitado desactivado',
    'enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre | diciembre',
    'lunes | martes | miércoles | jueves | viernes | sábado | domingo',
    'norte | sur | oriental | oeste',
  ],
  it: [
    'aumenta aumentato aumento cresce cresciuto più maggiore superiore | diminuisce diminuito calo calato meno minore inferiore',
    'prima | dopo',
    'minimo minima | massimo massima',
    'consentito permesso obbligatorio necessario | vietato proibito facoltativo',
    'inizia iniziato inizio comincia | finisce finito fine termina',
    'primo | ultimo ultima',
    'aperto apre | chiuso chiude',
    'guadagno profitto vinto | perdita perso',
    'abilitato attivato | disabilitato disattivato',
    'gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto | settembre | ottobre | novembre | dicembre',
    'lunedì | martedì | mercoledì | giovedì | venerdì | sabato | domenica',
    'nord | sud | est | ovest',
  ],
  pt: [
    'aumenta aumentou aumento subiu cresce cresceu mais maior superior | diminui diminuiu caiu reduziu menos menor inferior',
    'antes | depois após',
    'mínimo mínima | máximo máxima',
    'permitido autorizado obrigatório necessário | proibido opcional',
    'começa começou início inicia | termina terminou fim final',
    'primeiro primeira | último última',
    'aberto abre | fechado fecha',
    'lucro ganho ganhou | perda prejuízo perdeu',
    'habilitado ativado | desabilitado desativado',
    'janeiro | fevereiro | março | abril | maio | junho | julho | agosto | setembro | outubro | novembro | dezembro',
    'segunda-feira | terça-feira | quarta-feira | quinta-feira | sexta-feira | sábado | domingo',
    'norte | sul | leste | oeste',
  ],
}

/** In English these are other words without a capital letter. */
const IN_CAPITALS: ReadonlySet<string> = new Set(['march', 'may'])
/** “no more than” is “less or as many”. */
const DENIES = /(?<!\p{L})(?:no|not|nicht|keine?|pas|non|nao)$/u
const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu

/** Which sides of which contrasts a text has, as numbers of the contrast. */
export type Sides = ReadonlyMap<number, ReadonlySet<number>>

interface Place {
  readonly contrast: number
  readonly side: number
  /** Of two sides, so that a denial means the other one. */
  readonly isPair: boolean
}

const PLACES = new Map(Object.entries(CONTRASTS).map(([language, lines]) => [language, placesOf(lines)]))

function placesOf(lines: readonly string[]): ReadonlyMap<string, Place> {
  const places = lines.flatMap((line, contrast) => {
    const sides = line.split('|')
    return sides.flatMap((words, side) =>
      words
        .trim()
        .split(' ')
        .map((word) => [word, { contrast, side, isPair: sides.length === 2 }] as const),
    )
  })
  // A word as it is listed comes before another form of one: in Italian “prima” is before, not first.
  return new Map([
    ...places.map(([word, place]) => [stem(fold(word)), place] as const).filter(([word]) => !IN_CAPITALS.has(word)),
    ...places.map(([word, place]) => [IN_CAPITALS.has(fold(word)) ? word : fold(word), place] as const),
  ])
}

export function sidesIn(text: string, language: string | null): Sides {
  const sides = new Map<number, Set<number>>()
  const places = PLACES.get(primary(language))
  if (places === undefined) return sides
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const place = places.get(word) ?? places.get(fold(word)) ?? places.get(stem(fold(word)))
    if (place === undefined) continue
    const { contrast, side, isPair } = place
    const isDenied = isPair && DENIES.test(fold(text.slice(Math.max(0, index - 8), index)).trimEnd())
    sides.set(contrast, (sides.get(contrast) ?? new Set()).add(isDenied ? 1 - side : side))
  }
  return sides
}

/** Whether a statement takes no side that its sentences do not take, where these take another. */
export function sidesAgree(statement: Sides, cited: readonly Sides[]): boolean {
  return [...statement].every(([contrast, sides]) => {
    const taken = new Set(cited.flatMap((each) => [...(each.get(contrast) ?? [])]))
    return taken.size === 0 || [...sides].every((side) => taken.has(side))
  })
}
