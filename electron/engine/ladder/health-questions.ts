export interface HealthQuestion {
  readonly question: string
  /** The answer has one of these words in it. */
  readonly expected: readonly string[]
}

/** Short facts that the smallest of chat models mostly know, each with its answer. */
export const HEALTH_QUESTIONS: readonly HealthQuestion[] = [
  { question: 'What is the capital of France?', expected: ['paris'] },
  { question: 'What is two plus two?', expected: ['4', 'four'] },
  { question: 'Which planet do we live on?', expected: ['earth'] },
  { question: 'What colour is the sky on a clear day?', expected: ['blue'] },
  { question: 'How many days are there in a week?', expected: ['7', 'seven'] },
  { question: 'What is the opposite of hot?', expected: ['cold', 'cool'] },
  { question: 'Which animal barks?', expected: ['dog', 'dogs'] },
  { question: 'In which country is Tokyo?', expected: ['japan'] },
  { question: 'What do bees make?', expected: ['honey'] },
  { question: 'What is frozen water called?', expected: ['ice'] },
]

/** Tokens each answer may have. */
export const HEALTH_TOKENS = 24
