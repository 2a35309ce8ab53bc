import { expect, test } from './support/window.ts'
import { answer, question } from './support/world.ts'

/** Each would show itself by calling `attacked`, by a request, or by an element that has no place in an answer. */
const ATTACKS = [
  '<script>attacked("script")</script>',
  '<img src=x onerror=attacked("img")>',
  '<svg/onload=attacked("svg")>',
  '<svg><script>attacked("svg script")</script></svg>',
  '<iframe srcdoc="<script>parent.attacked(1)</script>"></iframe>',
  '<iframe src="javascript:parent.attacked(2)"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=attacked("mxss")></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=attacked(3)>"></noscript>',
  '<form action="https://evil.example/"><input name=q><button formaction="javascript:attacked(4)">x</button></form>',
  '<a href="javascript:attacked(5)">a</a> <a href="jAvAsCrIpT:attacked(6)">b</a>',
  '[a](javascript:attacked(7)) [b](JAVASCRIPT&colon;attacked(8)) [c](\u0001javascript:attacked(9))',
  '[d](data:text/html;base64,PHNjcmlwdD5hdHRhY2tlZCgxKTwvc2NyaXB0Pg==) [e](vbscript:x) [f](file:///etc/passwd)',
  '![p](https://evil.example/pixel.png) ![q](//evil.example/p.png "t")',
  '[![r](https://evil.example/r.png)](https://evil.example/)',
  '![x" onerror="attacked(10)](x" onerror="attacked(11))',
  '[x](https://evil.example/" onmouseover="attacked(12)) <https://evil.example/" onclick="attacked(13)>',
  '```"><img src=x onerror=attacked(14)>\ncode\n```',
  '```js" onmouseover="attacked(15)\ncode\n```',
  '`<img src=x onerror=attacked(16)>`',
  '| <img src=x onerror=attacked(17)> | b |\n|---|---|\n| <script>attacked(18)</script> | d |',
  '<style>@import "https://evil.example/x.css"; body { display: none }</style>',
  '<link rel=stylesheet href=https://evil.example/x.css> <meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<base href="https://evil.example/"> <object data="https://evil.example/x"></object> <embed src="https://evil.example/x">',
  '<video src="https://evil.example/v.mp4" autoplay></video> <audio src=x onerror=attacked(19)>',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/b.png)">over</div>',
  '<details open ontoggle=attacked(20)>x</details> <body onload=attacked(21)>',
  '<!--><img src=x onerror=attacked(22)>--> <![CDATA[<img src=x onerror=attacked(23)>]]>',
  '&lt;img src=x onerror=attacked(24)&gt; &#60;script&#62;attacked(25)&#60;/script&#62;',
  '[ref]\n\n[ref]: javascript:attacked(26)',
  '<x-y onclick=attacked(27) autofocus tabindex=1 onfocus=attacked(28)>z</x-y>',
  `${'> '.repeat(3000)}<img src=x onerror=attacked(29)>`,
  `${'['.repeat(2000)}x](javascript:attacked(30))`,
]

const ELEMENTS =
  'script, img, svg, iframe, math, style, link, meta, base, object, embed, video, audio, form, input, details, [style], [onerror], [onclick], [onload], [onmouseover], [srcdoc]'

for (const [how, show] of [
  ['streamed', 'stream'],
  ['read from the disk', 'store'],
] as const) {
  test(`hostile text runs nothing and loads nothing when it is ${how}`, async ({ agate }) => {
    const { page, world } = agate
    const calls: string[] = []
    await page.exposeFunction(`attacked${how.length}`, (name: unknown) => calls.push(String(name)))
    for (const [index, attack] of ATTACKS.entries()) world.add(`Attack ${index}`, [question('Q'), answer(attack)])
    await agate.load()
    await page.evaluate((name) => {
      Reflect.set(window, 'attacked', Reflect.get(window, name))
    }, `attacked${how.length}`)
    const loaded = agate.requests.length
    for (const [index, attack] of ATTACKS.entries()) {
      if (show === 'store') {
        await agate.open(`Attack ${index}`)
      } else {
        await page.keyboard.press('Control+N')
        const turn = await agate.ask('Q')
        for (let start = 0; start < attack.length; start += 400) {
          await turn.stream.frame({ text: attack.slice(start, start + 400) })
        }
        await turn.end()
        await expect(agate.send).toBeVisible()
      }
      await expect(agate.answers).toHaveCount(1)
      expect(await agate.answer.locator(ELEMENTS).count(), attack).toBe(0)
      const hrefs = await agate.answer
        .locator('a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
      for (const href of hrefs) expect(href, attack).toMatch(/^(?:https?:|mailto:)/u)
      for (const link of await agate.answer.locator('a').all()) await link.hover()
    }
    expect(calls).toEqual([])
    // The page's own fonts come when a letter first needs them.
    expect(agate.requests.slice(loaded).filter((url) => !url.endsWith('.woff2'))).toEqual([])
  })
}

test('HTML in an answer is shown as the text it is', async ({ agate }) => {
  agate.world.add('Markup', [question('Q'), answer('A <b>tag</b> and <script>alert(1)</script>')])
  await agate.load()
  await agate.open('Markup')
  await expect(agate.answer).toHaveText('A <b>tag</b> and <script>alert(1)</script>')
})

test('a link opens nothing by itself, and its address through Agate when it is clicked', async ({ agate }) => {
  const { page, methods } = agate
  agate.world.add('Links', [
    question('Q'),
    answer('[weather](https://www.example.org/today?x=1) [post](mailto:a@b.org)'),
  ])
  await agate.load()
  await agate.open('Links')
  const address = page.url()
  const link = agate.answer.getByRole('link', { name: 'weather' })
  await expect(link).toHaveAttribute('title', 'https://www.example.org/today?x=1')
  await link.click()
  await link.click({ button: 'middle' })
  await link.click({ modifiers: ['Control'] })
  await agate.answer.getByRole('link', { name: 'post' }).focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => methods.app.openLink.calls.map(({ url }) => url))
    .toEqual([...Array<string>(3).fill('https://www.example.org/today?x=1'), 'mailto:a@b.org'])
  expect(page.url()).toBe(address)
  expect(await agate.windowCount()).toBe(1)
})

test('a refused link says why', async ({ agate }) => {
  agate.world.add('Links', [question('Q'), answer('[x](https://user:secret@example.org/)')])
  agate.methods.app.openLink.handle(() => ({
    ok: false,
    error: { code: 'refused', message: 'This one was not opened.' },
  }))
  await agate.load()
  await agate.open('Links')
  await agate.answer.getByRole('link').click()
  await expect(agate.page.getByText('This one was not opened.')).toBeVisible()
})
