import { svelte } from '@sveltejs/vite-plugin-svelte'
import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

/** What pdf.js asks for by name while it draws: character maps, the standard fonts, decoders. */
const PDF_ASSETS: Readonly<Record<string, RegExp>> = {
  cmaps: /\.bcmap$/u,
  standard_fonts: /\.(?:pfb|ttf)$/u,
  wasm: /_nowasm_fallback\.js$/u,
}

const pdfAssets: Plugin = {
  name: 'pdf-assets',
  generateBundle() {
    for (const [folder, wanted] of Object.entries(PDF_ASSETS)) {
      const from = `node_modules/pdfjs-dist/${folder}`
      for (const name of readdirSync(from).filter((file) => wanted.test(file))) {
        this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: readFileSync(`${from}/${name}`) })
      }
    }
  },
}

/** The page. Everything it needs is in its own folder: nothing is loaded from elsewhere at run time. */
export default defineConfig({
  root: 'renderer',
  plugins: [svelte({ configFile: false }), pdfAssets],
  build: {
    target: 'chrome130',
    outDir: '../out/renderer',
    emptyOutDir: true,
    rollupOptions: { input: ['renderer/index.html', 'renderer/quick.html'] },
    modulePreload: { polyfill: false },
    sourcemap: true,
    license: { fileName: 'licences.txt' },
    // The content security policy allows data: for images, not for fonts.
    assetsInlineLimit: (file: string) => file.endsWith('.svg'),
  },
})
