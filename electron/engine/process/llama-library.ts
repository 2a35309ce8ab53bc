/** What is used of node-llama-cpp: the rest of it stays out of the program. */
export type Library = Awaited<ReturnType<typeof importLibrary>>

/**
 * Loads node-llama-cpp. Only here, and only with `import()`: a static import would run before the process guard,
 * wherever a bundler puts it.
 */
export async function importLibrary() {
  const {
    getLlama,
    InsufficientMemoryError,
    LlamaChat,
    LlamaLogLevel,
    LlamaText,
    resolveChatWrapper,
    SpecialToken,
    SpecialTokensText,
  } = await import('node-llama-cpp')
  return {
    ...{ getLlama, InsufficientMemoryError, LlamaChat, LlamaLogLevel, LlamaText },
    ...{ resolveChatWrapper, SpecialToken, SpecialTokensText },
  }
}
