import { describe, expect, it } from 'vitest'
import { contentWords } from '../../../electron/questions/content-words.ts'
import { routeOf } from '../../../electron/questions/route.ts'
import { searchWords } from '../../../electron/questions/search-words.ts'
import { languageByStopWords } from '../../../electron/questions/stop-words.ts'

describe('routeOf', () => {
  it.each([
    'What is it about?',
    'What is this document about?',
    'What’s this contract about?',
    'Summarise the report, please.',
    'Give me a short summary of this text',
    'TL;DR',
    'Worum geht es in diesem Dokument?',
    'Fasse den Vertrag bitte kurz zusammen.',
    'De quoi parle ce document ?',
    '¿De qué trata este documento?',
    'Di cosa parla questo documento?',
    'Do que se trata?',
    'Waar gaat dit document over?',
    '总结',
  ])('takes “%s” for a question about all of it', (question) => {
    expect(routeOf(question, true)).toBe('summary')
  })

  it.each([
    'List all deadlines.',
    'How many invoices are there?',
    'Compare the two offers.',
    'Which fines apply to every driver?',
    'Wie viele Rechnungen gibt es?',
    'Liste alle Termine auf.',
    'Combien de factures y a-t-il ?',
    '¿Cuántas facturas hay?',
    'Quante fatture ci sono?',
    'Quantos contratos existem?',
    'Hoeveel facturen zijn er?',
    '列出所有合同',
  ])('takes “%s” for one that only reading all of it can answer', (question) => {
    expect(routeOf(question, true)).toBe('every')
  })

  it.each([
    'Hi!',
    'Thank you.',
    'Who are you?',
    'What did I just ask?',
    'Guten Tag',
    'Merci !',
    'Make your last answer shorter',
    'Translate the previous reply.',
    'What did you just say about the rent?',
    'What did you say before?',
    'What have we talked about so far?',
    'What have we talked about in this conversation?',
    'Was war meine erste Frage?',
    '谢谢！',
  ])('leaves “%s” to the conversation', (question) => {
    expect(routeOf(question, true)).toBe('chat')
  })

  it.each([
    'What is the answer to the first question?',
    'Who wrote the last message?',
    'When was the first reply sent?',
    'What was the previous question of the exam?',
    'Who speaks in this conversation?',
    'Can you tell me who speaks in this conversation?',
    'Do you know who speaks in this conversation?',
    'What did I write about the heating?',
    'What did we say to the landlord in May?',
  ])('looks in the documents for what “%s” asks', (question) => {
    expect(routeOf(question, true)).toBe('passages')
  })

  it.each(['Make your last answer shorter', 'What did I just ask?', 'Who starts our conversation?'])(
    'looks in the documents for what “%s” asks where nothing was said before',
    (question) => {
      expect(routeOf(question, false)).toBe('passages')
    },
  )

  it.each([
    'When does the warranty end?',
    'Summarise what it says about pensions.',
    'What is the warranty about?',
    'Hi, when does it end?',
    'Who are the parties?',
    'Worum geht es in Kapitel 3?',
    'What does the contract say about notice periods?',
    'Is the sale price binding?',
  ])('looks for passages for “%s”', (question) => {
    expect(routeOf(question, true)).toBe('passages')
  })
})

describe('searchWords', () => {
  it('leaves out words that say nothing, in the language of the question only', () => {
    expect(contentWords('When did the war end?')).toEqual(['war', 'end'])
    expect(contentWords('Wann war das Ende der Kündigungsfrist?')).toEqual(['ende', 'kündigungsfrist'])
    expect(contentWords('Quand la garantie prend-elle fin ?')).toEqual(['garantie', 'prend', 'fin'])
  })

  it('looks also for what the question before was about when this one points back', () => {
    const history = [
      { role: 'user' as const, text: 'What does the warranty cover?' },
      { role: 'assistant' as const, text: 'Batteries.' },
    ]
    expect(searchWords('And when does it end?', history)).toEqual(['end', 'warranty', 'cover'])
    expect(searchWords('Which insurance company pays for storm damage?', history)).not.toContain('warranty')
  })

  it('looks for all words of a question that has no others', () => {
    expect(searchWords('Who is who?', [])).toEqual(['who', 'is', 'who?'])
  })
})

describe('languageByStopWords', () => {
  it.each([
    ['The fee is due on the first day of the month.', 'en'],
    ['Die Gebühr ist am ersten Tag des Monats fällig.', 'de'],
    ['本合同自二零二六年生效。', 'zh'],
    ['契約は来年の三月に終了します。', 'ja'],
    ['Договор заканчивается в марте.', 'ru'],
    ['12 euros', null],
  ])('tells the language of “%s”', (text, language) => {
    expect(languageByStopWords(text, null)).toBe(language)
  })

  it('believes a text to be in the usual language unless it clearly is not', () => {
    expect(languageByStopWords('Frist in 14 Tagen', 'de')).toBe('de')
    expect(languageByStopWords('This is not the end of the day.', 'de')).toBe('en')
  })
})
