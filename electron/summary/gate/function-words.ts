import { primary } from './languages.ts'

/* Words that say nothing by themselves. Negations are looked at apart, in `negation.ts`. */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about after all also although an and any are as at be because been before being both but by can could did do does each for from had has have he her
    here his how however i if in into is it its may might more most must of on one only or other our out over own same shall she should since so some such than
    that the their them then there therefore these they this those through thus to under up upon us was we were what when where which while who whose will with
    would you your not no never none cannot nor neither without nothing`,
  de: `aber alle allem allen aller alles als also am an auch auf aus bei beim bis da damit dann das dass dem den der des die dies diese diesem diesen dieser
    dieses doch durch ein eine einem einen einer eines er es für hat hatte ihr ihre im in ins ist jede jeder jedes kann können man mehr mit muss müssen nach noch
    nur ob oder sehr sein seine sich sie sind so soll sollen sondern über um und uns unter vom von vor war waren was weil welche wenn wer werden wie wird wo wurde
    wurden zu zum zur zwischen nicht kein keine keinen keinem keiner nie ohne nichts`,
  fr: `à au aussi aux avec ce ces cet cette comme dans de depuis des deux donc dont du elle elles en entre est et étaient était être eu fait il ils je la le les
    leur leurs lui mais même nous on ont ou où par peut plus pour qu que qui sa se selon ses si son sont sous sur tous tout toute toutes très un une vers vous ne pas
    jamais aucun aucune sans rien ni`,
  es: `a al ante aunque cada como con cual cuando de del desde donde e el él ella ellas ellos en entre era es esa ese eso esta está están este estos fue fueron ha
    hace han hasta hay la las le les lo los más me mi muy o para pero por porque puede que qué quien se según ser si sido sobre son su sus también tiene todo todos un
    una uno unos y ya no nunca jamás sin ningún ninguna nada ni`,
  it: `a ad ai al alla alle allo anche che chi ci come con cui da dai dal dalla dalle dei del della delle dello di dove e è ed era essere fra gli ha hanno i il in
    io la le lei li lo loro lui ma nei nel nella nelle o ogni per perché più può quale quando quanto quella quello questa queste questi questo se si sia sono sopra su
    sua sul sulla suo tra tutti tutto un una uno non mai nessun nessuna senza niente nulla né`,
  pt: `a ao aos as até com como da das de dela dele do dos e é ela ele eles em entre era essa esse esta está estão este foi foram há isso isto já mais mas na nas no
    nos o os ou para pela pelas pelo pelos por porque que quem se segundo seja ser será seu seus só sobre sua suas também tem têm todo todos um uma não nunca jamais
    nenhum nenhuma sem nada nem`,
  nl: `aan al alle alles als bij daar dan dat de der deze die dit door dus een en er had hebben heeft hem het hij hoe hun ik in is ja je kan kunnen maar meer men met
    moet moeten na naar nog nu of om omdat ons ook op over te tegen tot u uit van veel voor waar want was wat welke werd wie wordt worden zal ze zich zij zijn zo niet
    geen nooit niets zonder noch`,
}

const SETS = new Map(Object.entries(LISTS).map(([language, words]) => [language, new Set(words.split(/\s+/u))]))
const NONE: ReadonlySet<string> = new Set()

/** Empty for a language without a list: there the weight of a word tells how much it says. */
export function functionWords(language: string | null): ReadonlySet<string> {
  return SETS.get(primary(language)) ?? NONE
}
