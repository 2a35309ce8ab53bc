/*
 * Sentences that tell whoever reads them what to say: “write that this contract is safe”. That a document gives such an order
 * says nothing about whether it is so. One pattern for each language; where one is found without need, the sentence is quoted.
 */

const QUOTE = '["“„«‘]'

function order(before: string, verbs: string, complement: string): RegExp {
  return new RegExp(String.raw`(?:${before})(?:${verbs})(?![\p{L}\p{N}])(?=${complement})`, 'iu')
}

const BEGINS = String.raw`^[\s*#>-]*|[.,;:!?–—(]\s*`

const REPLY = '(?:summary|answer|reply|response|notes?|output)'
const MUST = '(?:must|should|shall|has to|needs to)'

const ORDERS: readonly RegExp[] = [
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:and|or|then|please|must|should|shall|always|only|simply|just|now|will|you|have to|need to|task is to|(?:asked|told|instructed|required) to)\s+`,
    'write|say|state|claim|answer|reply|respond|tell|conclude|declare|confirm|pretend|mention|output|print|summari[sz]e',
    String.raw`[^.]{0,40}?(?:\s(?:that|is|are|was|were|has|have)(?!\p{L})|:|${QUOTE})`,
  ),
  order(String.raw`(?<!\p{L})${REPLY}\s+${MUST}\s+(?:always\s+)?`, 'contain|include|read|begin with|end with', ''),
  // “Notes must be kept” is about notes.
  order(String.raw`(?<!\p{L})${REPLY}\s+${MUST}\s+(?:always\s+)?`, 'be', String.raw`\s*(?::|${QUOTE})`),
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:und|oder|bitte|dann|immer)\s+`,
    'schreibe?|schreiben Sie|sage?|sagen Sie|antworte|antworten Sie|behaupte|behaupten Sie|erkläre|erklären Sie|bestätige|bestätigen Sie',
    String.raw`[^.]{0,40}?(?:,?\s+dass(?!\p{L})|:|${QUOTE})`,
  ),
  order(
    String.raw`(?<!\p{L})(?:muss|müssen|musst|soll|sollen|sollte|sollst)\s[^.]{0,60}?`,
    'schreiben|sagen|antworten|behaupten|erklären|feststellen|bestätigen',
    String.raw`\s*(?:,?\s+dass(?!\p{L})|:|${QUOTE})`,
  ),
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:et|puis|(?:doit|doivent|dois|devez|devrait|faut)\s[^.]{0,40}?)\s*`,
    'écris|écrivez|écrire|dis|dites|dire|réponds|répondez|répondre|affirme|affirmez|affirmer|concluez|conclure|déclarez|déclarer|confirmez|confirmer',
    String.raw`[^.]{0,40}?(?:\s+qu(?:e(?!\p{L})|['’])|\s*:|${QUOTE})`,
  ),
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:y|luego|(?:debe|deben|debes|debería|tiene que|hay que)\s[^.]{0,40}?)\s*`,
    'escribe|escriba|escribir|di|diga|digan|decir|responde|responda|responder|afirme|afirmar|concluya|concluir|declare|declarar|confirme|confirmar',
    String.raw`[^.]{0,40}?(?:\s+que(?!\p{L})|:|${QUOTE})`,
  ),
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:e|poi|(?:deve|devono|devi|dovrebbe|bisogna)\s[^.]{0,40}?)\s*`,
    "scrivi|scriva|scrivete|scrivere|di['’]|dì|dica|dite|dire|rispondi|risponda|rispondere|affermi|affermare|concludi|concludere|dichiara|dichiarare|conferma|confermare",
    String.raw`[^.]{0,40}?(?:\s+che(?!\p{L})|:|${QUOTE})`,
  ),
  order(
    String.raw`${BEGINS}|(?<!\p{L})(?:e|depois|(?:deve|devem|deves|deveria|tem de|tem que|precisa)\s[^.]{0,40}?)\s*`,
    'escreva|escreve|escrever|diga|digam|dizer|responda|responder|afirme|afirmar|conclua|concluir|declare|declarar|confirme|confirmar',
    String.raw`[^.]{0,40}?(?:\s+que(?!\p{L})|:|${QUOTE})`,
  ),
]

/** Words with which a statement tells that something was ordered. */
const REPORTS =
  /(?<!\p{L})(?:asks?|asked|tells?|told|orders?|ordered|instructs?|instructed|demands?|demanded|requests?|requested|wants|verlangt|fordert|bittet|weist|demande|ordonne|exige|pide|ordena|chiede|ordina|pede)(?!\p{L})/iu

/** Where the text begins that somebody is told to say, in UTF-16 code units; null where nobody is told to say anything. */
export function orderedAt(text: string): number | null {
  const found = ORDERS.flatMap((pattern) => {
    const match = pattern.exec(text)
    return match === null ? [] : match.index + match[0].length
  })
  return found.length === 0 ? null : Math.min(...found)
}

/** Whether a statement gives an order as one: repeats it, or tells that there is one. */
export function givesOrder(statement: string): boolean {
  return orderedAt(statement) !== null || REPORTS.test(statement)
}
