import { contentWords, wordsIn } from './content-words.ts'

/**
 *   chat      small talk, or about the conversation itself: the documents have nothing to do with it
 *   summary   what a document is about as a whole
 *   every     only reading all of it can answer it fully
 *   passages  everything else
 */
export type Route = 'chat' | 'summary' | 'every' | 'passages'

/**
 * Rules, not the model: they cost nothing, never change, and can be read. `hasEarlier`: something was answered before in this
 * conversation; else nothing can be about that.
 */
export function routeOf(question: string, hasEarlier: boolean): Route {
  const asked = question.normalize('NFKC').toLowerCase().replaceAll('’', "'").trim()
  if (SMALL_TALK.test(asked) || (hasEarlier && ABOUT_THE_CONVERSATION.test(asked))) return 'chat'
  if (WHOLE.test(asked) && namesNoTopic(asked)) return 'summary'
  return EVERY.test(asked) ? 'every' : 'passages'
}

/** “Summarise the contract” is about all of it, “summarise what it says about pensions” is not. */
function namesNoTopic(asked: string): boolean {
  const asking = new Set(wordsIn((asked.match(new RegExp(WHOLE, 'gu')) ?? []).join(' ')))
  return contentWords(asked).every((word) => asking.has(word) || OF_ANY_DOCUMENT.test(word))
}

/** One of these as whole words, for `\b` knows no letters but those of English; or one of `unspaced` anywhere. */
function phrases(alternatives: readonly string[], unspaced = '(?!)'): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})(?![\p{L}\p{N}])|${unspaced}`, 'u')
}

const SMALL_TALK = new RegExp(
  '^(?:' +
    [
      'hi|hello|hey|thanks|thank you|thanks a lot|ok|okay|great|good (?:morning|evening|afternoon)|bye|goodbye|how are you',
      'who are you|what are you|what can you do|what is your name',
      'hallo|guten (?:morgen|tag|abend)|danke|vielen dank|tschüss|wie geht es dir|wer bist du|was kannst du',
      'bonjour|bonsoir|salut|merci|merci beaucoup|au revoir|qui es-tu|ça va',
      'hola|buenos días|buenas tardes|gracias|muchas gracias|adiós|quién eres|qué puedes hacer',
      'ciao|buongiorno|buonasera|grazie|chi sei|olá|bom dia|obrigad[oa]|quem é você|dank je|bedankt|wie ben je',
      '你好|谢谢|你是谁|こんにちは|ありがとう|안녕하세요|감사합니다',
    ].join('|') +
    String.raw`)[\s!.?。！？]*$`,
  'u',
)

/** What “we said about the rent” may stand in a letter; what was said “just” now, or without any topic, was said here. */
const SAY = '(?:ask|asked|say|said|write|written|answer|answered|talk(?:ed)? about)'

/** Not in “can you tell me”. */
const SPEAKER = '(?<!(?:can|could|do|will|would) )(?:i|you|we)'

/** “The first question” and “this conversation” may as well stand in a document: an exam, a mailbox, an interview. */
const ABOUT_THE_CONVERSATION = phrases([
  `what (?:did|have) (?:i|you|we) just ${SAY}`,
  `what (?:did|have) (?:i|you|we) ${SAY}(?: you| me| us)?(?: before| earlier| first| last| so far| just now)*(?=[\\s?.!]*$)`,
  '(?:your|my) (?:last|previous|first) (?:answer|reply|question|message)|the (?:last|previous) (?:answer|reply)',
  'our (?:chat|conversation)',
  `${SPEAKER}(?![\\p{L}\\p{N}])[^.?!]{0,120} this (?:chat|conversation)|this (?:chat|conversation)[^.?!]{0,120} ${SPEAKER}`,
  'was habe? (?:ich|wir) (?:dich |gerade )*(?:gefragt|geschrieben|gesagt|besprochen)',
  '(?:deine|meine) (?:letzte|vorige|erste) (?:antwort|frage|nachricht)',
  '(?:ta|ma) (?:dernière|première) (?:réponse|question)|(?:tu|mi) (?:última|primera) (?:respuesta|pregunta)',
])

const DOCUMENTS =
  '(?:documents?|texts?|files?|papers?|reports?|books?|articles?|contracts?|letters?|pdfs?|attachments?)'

const WHOLE = phrases(
  [
    String.raw`what(?:'s| is| are| does) (?:it|this|that|these|those|they|(?:this|that|these|the|my) ${DOCUMENTS}) (?:all )?(?:about|say)`,
    'summar(?:y|ies|ise|ize|ising|izing)|sum (?:it |this |that )?up|tl;?dr|overview|gist|outline|(?:key|main) (?:points|ideas?)',
    String.raw`(?:worum|um was) (?:geht|handelt)(?: es| sich)*|wovon handel(?:t|n)|was steht (?:da )?drin|worüber`,
    'zusammenfassung|überblick|kernpunkte|kernaussagen?|hauptpunkte|fass(?:e|t)?|zusammen|zusammenfassen',
    String.raw`de quoi (?:parle|traite|s'agit[ -]il|est-il question)(?:-t-il)?|résum(?:e|é|er|ez)|points (?:clés|principaux)|aperçu`,
    'de qué (?:trata|habla|va)|resum(?:e|en|ir|a|o|ir)|puntos (?:clave|principales)|do que (?:se )?trata',
    'di (?:che )?cosa (?:parla|tratta)|riassum(?:i|ere)|riassunto|sintesi|punti principali',
    'waar (?:gaat|gaan) (?:het|dit|deze)(?: over)?|vat|samen|samenvatt(?:en|ing)|hoofdpunten',
  ],
  '概要|总结|摘要|要約|まとめ|요약',
)

/** Words that are about a document without naming anything in it. */
const OF_ANY_DOCUMENT = new RegExp(
  String.raw`^(?:(?:documents?|texts?|files?|papers?|reports?|books?|articles?|contracts?|letters?|pdf|content|contents|attachments?|summary` +
    '|give|tell|show|write|make|short|brief|quick|long|please|whole|entire|complete|two|three|five|sentences?|words?|bullets?|points?|all' +
    '|dokumente?n?|datei(?:en)?|bericht|buch|artikel|vertrag|brief|text|kurz|bitte|inhalt|ganze[nrs]?|sätzen?|gib|mach' +
    '|fichiers?|rapport|livre|contrat|lettre|texte|donne|bref|fais|phrases?|contenu' +
    '|documentos?|archivos?|informe|libro|contrato|carta|texto|dame|breve|favor|contenido|haz' +
    '|documenti|documento|testo|contratto|lettera|libro|fammi|arquivos?|relatório|livro|faça|documenten|bestand|tekst|geef|kort)$)',
  'u',
)

const EVERY = phrases(
  [
    'list|how many|how often|how frequently|count|enumerate|compare|comparison|each|every|all (?:the|of|those|these|its)|in total',
    'what are all|which ones|what (?:differences|changes)|(?:name|show|find|give me|tell me) all',
    'liste[nt]?|aufzählen|zähl(?:e|en|t)?|wie viele|wie oft|vergleich(?:e|en|t)?|jede[rsmn]?|alle[rsn]?|sämtliche[rsn]?|insgesamt',
    'combien (?:de|d)|toutes? les|tous les|chaque|énumère|compare[rz]?|en tout',
    'cuánt[oa]s|tod[oa]s l[oa]s|cada|enumera|compara|lista',
    'quant[ie]|tutti (?:i|gli)|tutte le|ogni|elenca|confronta|quant[oa]s|tod[oa]s [oa]s',
    'hoeveel|elke|ieder|opsommen|lijst|vergelijk',
  ],
  '所有|全部|多少|几个|列出|比较|すべて|全て|いくつ|一覧|모든|몇 개|비교',
)
