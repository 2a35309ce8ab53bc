import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/inter/opsz-italic.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/jetbrains-mono/wght-italic.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import '@fontsource-variable/vazirmatn/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/controls.css'
import './styles/overlays.css'
import './styles/reading.css'
import './styles/composer.css'
import './styles/document.css'
import './styles/strip.css'
import './styles/running-summary.css'
import './styles/summary.css'
import './styles/document-states.css'
import './styles/source.css'
import './styles/drop.css'
import './styles/models.css'
import './styles/first-run.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { connect } from './bridge.ts'
import { AgateState } from './state/agate-state.svelte.ts'

// The first code block would otherwise appear in another font and jump.
void document.fonts.load('1em "JetBrains Mono Variable"')

const agate = new AgateState(connect(), {
  storage: localStorage,
  isMac: navigator.userAgent.includes('Mac OS'),
})
mount(App, { target: document.body, props: { agate } })
