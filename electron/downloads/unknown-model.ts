import { err } from '../../shared/result.ts'

export function unknownModel() {
  return err('unknown-model', 'This model is not in Agate’s list. Nothing was changed; choose one from the list.')
}
