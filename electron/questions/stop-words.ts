/** Words that say nothing about what is asked for, by language (BCP 47). Without accents they stand as they are also typed. */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about above after again all also am an and any anything are as at be been before being below between both but by can could did do
    does doing down during each else ever every explain few find for from further get give had has have having he her here hers him his how i if in
    into is it its just know let like list many may me mean might more most much must my name no nor not of off on once one only or other our out over own
    please said same say says shall she should show so some such tell than that the their them then there these they this those through to too
    under until up upon us very was we were what when where which while who whom whose why will with would you your document file text according`,
  de: `aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bitte da damit dann das dass daß dein dem den denn der des dich die
    dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch für gegen gibt hab habe haben hat
    hatte hier hin ich ihm ihn ihr ihre im in ins ist ja jede jedem jeden jeder jedes kann können könnte man mehr mein mich mir mit muss müssen nach nicht
    noch nun nur ob oder ohne sagt sehr sein seine sich sie sind so soll sollen sollte sondern steht über um und uns unter viel viele vom von vor wann war
    waren warum was weil welche welchem welchen welcher welches wem wen wenn wer werden wie wieder wieviel wird wo worden wurde wurden zu zum zur zwischen`,
  fr: `a à ai au aucun aussi autre aux avec avoir c ce ces cet cette ceux chaque combien comment d dans de depuis des dit donc dont du elle elles en entre es
    est et étaient était été être eu fait faut il ils j je jusqu l la le les leur leurs lors lui m ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par
    parmi pas peut pendant plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous sur t ta te tes toi ton tous tout
    toute toutes très tu un une va vos votre vous y`,
  es: `a al algo algunos ante antes aquí así aún aunque cada como cómo con contra cual cuál cuáles cuando cuándo cuánta cuántas cuánto cuántos de del desde dice donde
    dónde dos e el él ella ellos en entre era es esa ese eso esta está están estas este esto estos fue fueron ha había hace han hasta hay la las le les lo los más me mi
    mientras muy nada ni no nos nosotros nuestro o os otra otro para pero por porque puede que qué quien quién quiénes se sea según ser si sí sido sin sobre son su sus
    también tan te tiene todo todos tu tú un una uno unos y ya yo`,
  it: `a ad ai al alla alle allo anche c che chi ci ci come con così cosa cui da dagli dai dal dalla dalle degli dei del della delle dello dentro deve di dice dopo dove
    e è ed era essere fra gli ha hanno ho i il in io l la le lei li lo loro lui ma mi mia mio ne nei nel nella nelle nello no noi non nostro o ogni per perché più può qual
    quale quali quando quanta quante quanti quanto quella quello questa queste questi questo se sei senza si sia sono sopra su sua sul sulla suo sulle tra tu tutti tutto un
    una uno vi`,
  pt: `a ao aos as até com como da das de dela dele deles depois do dos e é ela elas ele eles em entre era essa esse esta está estas este estes eu foi foram há isso isto
    já lhe mais mas me mesmo meu minha muito na não nas nem no nos nós nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanta quantas
    quanto quantos que quem são se segundo sem ser será seu seus só sobre sua suas também te tem têm toda todas todo todos tu um uma umas uns você`,
  nl: `aan af al alle alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een en er ge geen haar had heb hebben heeft hem het hier hij hoe
    hoeveel hun iemand iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons ook op over reeds te tegen toch toen tot
    u uit uw van veel voor waar waarom wanneer want waren was wat welke werd wezen wie wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou`,
  sv: `alla att av blev bli blir då de dem den denna deras dess det detta dig din du där efter ej eller en er ett finns från för ha hade han har hon honom hur här i icke inga
    ingen inte jag kan kunde man med mellan men mig min mot mycket när någon något nu och om oss på så samma sig sin ska skulle som till under upp ut vad var vara varför vem
    vi vid vilka vilken vilket är över`,
  pl: `a aby ale bez być był była było być być co czy dla do gdy gdzie go i ich ile im ja jak jaka jaki jakie jako je jego jej jest już kiedy kto która które który lub ma
    mi mnie może na nad nie niż o od on ona one oni oraz po pod przez przy są się tak także tam te tego ten to tu ty tylko w we według wszystkie wszystkich z za ze że`,
}

const SETS = Object.entries(LISTS).map(([language, words]) => ({ language, words: new Set(words.split(/\s+/u)) }))

const NONE: ReadonlySet<string> = new Set()

/**
 * The stop words of the language that most of the words belong to; none when that cannot be told. One language only: “war” is
 * nothing in German and much in English.
 */
export function stopWordsOf(words: readonly string[]): ReadonlySet<string> {
  return mostOf(words)?.words ?? NONE
}

/** Languages that their letters tell. */
const SCRIPTS = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
] as const

/** Share of a text's letters that tells its language; Japanese has others among them. */
const SCRIPT_SHARE = 0.2

/** Stop words that another language has to have more of before a text is taken for another than the usual one. */
const MARGIN = 2

/** The language of a text (BCP 47) by its letters and its stop words: `usual`, unless it is clearly another one. */
export function languageByStopWords(text: string, usual: string | null): string | null {
  const all = text.match(/\p{L}/gu)?.length ?? 0
  const script = SCRIPTS.find(([, letters]) => (text.match(letters)?.length ?? 0) > SCRIPT_SHARE * all)
  if (script !== undefined) return script[0]
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  const most = mostOf(words)
  const ours = SETS.find(({ language }) => language === usual)
  if (most === null || countOf(most, words) < MARGIN + (ours === undefined ? 0 : countOf(ours, words))) return usual
  return most.language
}

type StopWords = (typeof SETS)[number]

function mostOf(words: readonly string[]): StopWords | null {
  let best: StopWords | null = null
  let most = 0
  for (const set of SETS) {
    const count = countOf(set, words)
    if (count > most) [best, most] = [set, count]
  }
  return best
}

function countOf({ words: stopWords }: StopWords, words: readonly string[]): number {
  return words.filter((word) => stopWords.has(word)).length
}
