import type { Migration } from '../migrate.ts'
import { conversations } from './0001-conversations.ts'
import { origins } from './0002-origins.ts'
import { documents } from './0003-documents.ts'
import { passages } from './0004-passages.ts'
import { whatWasSeen } from './0005-what-was-seen.ts'
import { replacedPages } from './0006-replaced-pages.ts'

/** Every layout the database ever had, oldest first. Add to the end; never change what was released. */
export const MIGRATIONS: readonly Migration[] = [
  conversations,
  origins,
  documents,
  passages,
  whatWasSeen,
  replacedPages,
]
