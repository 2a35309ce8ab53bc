import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/inter/opsz-italic.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/vazirmatn/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/reading.css'
import './styles/quick.css'
import { mount } from 'svelte'
import { connect } from './bridge.ts'
import QuickApp from './QuickApp.svelte'
import { QuickAskState } from './state/quick-ask.svelte.ts'

const quick = new QuickAskState(connect(), { isMac: navigator.userAgent.includes('Mac OS') })
mount(QuickApp, { target: document.body, props: { quick } })
