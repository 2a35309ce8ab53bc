import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/** The page. Everything it needs is in its own folder: nothing is loaded from elsewhere at run time. */
export default defineConfig({
  root: 'renderer',
  plugins: [svelte({ configFile: false })],
  build: {
    target: 'chrome130',
    outDir: '../out/renderer',
    emptyOutDir: true,
    rollupOptions: { input: ['renderer/index.html', 'renderer/quick.html'] },
    modulePreload: { polyfill: false },
    sourcemap: true,
    // The content security policy allows data: for images, not for fonts.
    assetsInlineLimit: (file: string) => file.endsWith('.svg'),
  },
})
