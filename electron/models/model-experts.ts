import { countOr, isCount } from './gguf-count.ts'
import type { ModelGeometry } from './model-geometry.ts'

/** llama.cpp's LLAMA_MAX_EXPERTS. */
const EXPERTS_MAX = 1024

/** What is wrong with a mixture of experts: each of these ends llama.cpp's process (`load_hparams` in llama-model.cpp). */
export function expertProblem({ values, lists }: ModelGeometry): string | null {
  for (const key of ['expert_count', 'expert_used_count', 'expert_group_count', 'expert_group_used_count']) {
    if (values.has(key) && !isCount(values.get(key))) return `"${key}" is no count`
  }
  const count = (key: string) => countOr(values.get(key), 0)
  const experts = count('expert_count')
  const used = Math.max(count('expert_used_count'), ...(lists.get('expert_used_count')?.numbers ?? []))
  const groups = count('expert_group_count')
  const usedGroups = count('expert_group_used_count')
  if (experts > EXPERTS_MAX) return `${experts} experts`
  if (experts === 0) return used > 0 || groups > 0 ? `${used} experts or ${groups} groups of none` : null
  if (used < 1 || used > experts) return `${used} of ${experts} experts`
  if (groups >= experts) return `${groups} groups of ${experts} experts`
  if (groups <= 1) return null
  if (experts % groups !== 0) return `${groups} groups of ${experts} experts`
  return usedGroups < 1 || usedGroups >= groups ? `${usedGroups} of ${groups} groups` : null
}
