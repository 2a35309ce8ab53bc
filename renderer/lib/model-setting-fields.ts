import { MODEL_SETTINGS_DEFAULTS, ModelSettingsPatch, type ModelSettings } from '../../shared/model/model-settings.ts'
import { formatCount } from './numbers.ts'

export interface SettingField {
  readonly name: keyof ModelSettings
  readonly label: string
  /** What it does, in one plain sentence. */
  readonly help: string
  /** What an empty field stands for; none where it has to be filled. */
  readonly empty: string | null
  /** Said when what was typed cannot be used. */
  readonly refusal: string
  readonly group: 'answers' | 'loading'
}

function number(low: number, high: number): string {
  return `This takes a number from ${formatCount(low)} to ${formatCount(high)}. The old one stays in use.`
}

function whole(low: number, high: number, orEmpty: string): string {
  return `This takes a whole number from ${formatCount(low)} to ${formatCount(high)}${orEmpty}. The old one stays in use.`
}

/** Every setting of a model that is a number, in the order in which it is shown. The texts name the limits of the schema. */
export const NUMBER_FIELDS: readonly SettingField[] = [
  {
    name: 'temperature',
    label: 'Temperature',
    help: 'Higher is more surprising, lower more alike each time. 0 always takes the likeliest word.',
    empty: null,
    refusal: number(0, 2),
    group: 'answers',
  },
  {
    name: 'topP',
    label: 'Top P',
    help: 'Only the likeliest words that make up this share are chosen from. 1 is all of them.',
    empty: null,
    refusal: number(0.01, 1),
    group: 'answers',
  },
  {
    name: 'topK',
    label: 'Top K',
    help: 'Only this many of the likeliest words are chosen from.',
    empty: null,
    refusal: whole(1, 1000, ''),
    group: 'answers',
  },
  {
    name: 'minP',
    label: 'Min P',
    help: 'Words less likely than this share of the likeliest one are left out. 0 leaves out none.',
    empty: null,
    refusal: number(0, 1),
    group: 'answers',
  },
  {
    name: 'repeatPenalty',
    label: 'Repeat penalty',
    help: 'Makes words less likely that were just written. 1 is none.',
    empty: null,
    refusal: number(1, 2),
    group: 'answers',
  },
  {
    name: 'seed',
    label: 'Seed',
    help: 'The same number gives the same answer to the same question.',
    empty: 'Another each time',
    refusal: whole(0, 4_294_967_295, ', or nothing'),
    group: 'answers',
  },
  {
    name: 'contextSize',
    label: 'Reads at once',
    help: 'Tokens of a conversation that the model can see. More takes more memory.',
    empty: 'As many as fit',
    refusal: whole(512, 131_072, ', or nothing'),
    group: 'loading',
  },
  {
    name: 'threads',
    label: 'Processor threads',
    help: 'Fewer leave more of the processor to other programs.',
    empty: 'As suits this computer',
    refusal: whole(1, 64, ', or nothing'),
    group: 'loading',
  },
]

/** What a field shows of a value. */
export function shownValue(value: ModelSettings[keyof ModelSettings]): string {
  return value === null ? '' : String(value)
}

/** What was typed as a change, or null when the field cannot take it. A comma counts as the decimal point. */
export function typedValue(
  { name, empty }: Pick<SettingField, 'name' | 'empty'>,
  typed: string,
): ModelSettingsPatch | null {
  const text = typed.trim().replace(',', '.')
  const value = text === '' ? (empty === null ? Number.NaN : null) : Number(text)
  const parsed = ModelSettingsPatch.safeParse({ [name]: value })
  return parsed.success ? parsed.data : null
}

/** "Usually 0.7", or what an empty field stands for. */
export function usualValue({ name, empty }: Pick<SettingField, 'name' | 'empty'>): string {
  const usual = MODEL_SETTINGS_DEFAULTS[name]
  return usual === null ? (empty ?? '') : `Usually ${String(usual)}`
}
