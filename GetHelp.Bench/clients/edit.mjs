// A cell of the grid changed in a browser, by keyboard, while many sessions have the same grid open; beside a click on a page that shows nothing else,
// served by the plainest Blazor program there is to as many.
import { chromium } from 'playwright-core';
import { answer, openCircuit, pause, signIn } from './circuit.mjs';
import { Arrivals } from './arrivals.mjs';

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const options = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const column = 'Google domain';

let portal;
let blank;

// The bytes of what one page is told to draw, since it was asked last.
function drawn(page) {
  let bytes = 0;
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => {
    if (Buffer.from(payload).includes('JS.RenderBatch')) {
      bytes += payload.length;
    }
  }));
  return () => {
    const counted = bytes;
    bytes = 0;
    return counted;
  };
}

// From the event to the change, by the browser's own clock.
const startClock = (page, ask) => page.evaluate(({ event, at, says, without }) => {
  window.took = new Promise(resolve => {
    let began;
    document.addEventListener(event, () => { began = performance.now(); }, { capture: true, once: true });
    const watch = new MutationObserver(() => {
      const place = document.querySelector(at);
      if (place && says.every(word => place.textContent.includes(word)) && !(without && place.querySelector(without))) {
        watch.disconnect();
        resolve(performance.now() - began);
      }
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}, ask);

const clock = page => page.evaluate(() => window.took);

async function openPortal(ask, browser) {
  const cookie = await signIn(ask.portal, ask.signIn);
  const watching = new Arrivals(ask.sessions);
  const firstBatches = [];
  for (let i = 0; i < ask.sessions; i++) {
    const seen = watching.client('bench-');
    let first = true;
    await openCircuit(ask.portal, ask.grid, {
      cookie,
      onBatch: bytes => {
        if (first) firstBatches.push(bytes.byteLength);
        first = false;
        seen(bytes);
      },
    });
  }
  const html = await (await fetch(new URL(ask.grid, ask.portal), { headers: { cookie } })).text();

  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.addCookies(cookie.split('; ').map(pair => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: ask.portal })));
  const page = await context.newPage();
  const bytes = drawn(page);
  await page.goto(new URL(ask.grid, ask.portal).href);
  await page.getByText('Live', { exact: true }).first().waitFor();
  const row = await page.evaluate(label => [...document.querySelectorAll('tr[data-row]')]
    .find(each => each.querySelector(`[data-label="${label}"]`)?.textContent.includes('.'))?.dataset.row, column);
  return { page, bytes, watching, cell: `tr[data-row="${row}"] [data-label="${column}"]`, html: Buffer.byteLength(html), firstBatch: median(firstBatches),
    script: new URL(html.match(/src="([^"]*blazor\.web[^"]*\.js)"/)[1], ask.portal) };
}

async function openBlank(ask, browser) {
  const body = await (await fetch(portal.script)).text();
  for (let i = 0; i < ask.sessions; i++) {
    await openCircuit(ask.blank, '/click');
  }
  const page = await browser.newPage();
  await page.route('**/_framework/blazor.web*.js', route => route.fulfill({ body, contentType: 'text/javascript' }));
  await page.goto(new URL('/click', ask.blank).href);
  await page.waitForFunction(() => document.querySelector('#click')?.dataset.ready === 'yes');
  return { page };
}

async function edit(number) {
  const { page, bytes, watching, cell } = portal;
  const value = `bench-${String(number).padStart(6, '0')}.example.org`;
  await page.locator(cell).click();
  bytes();
  await page.keyboard.press('F2');
  await page.locator(`${cell} input`).waitFor();
  await page.waitForFunction(() => document.activeElement?.localName === 'input');
  await page.keyboard.insertText(value);
  await startClock(page, { event: 'keydown', at: cell, says: [value, 'Saved'], without: 'form' });
  await page.keyboard.press('Enter');
  const took = await clock(page);
  const told = (await watching.everywhere(value.slice(0, 12))).bytes;
  await pause(300); // what is drawn after the saved mark is drawn for this edit, too
  return { took, edit: bytes(), told };
}

async function click(number) {
  const { page } = blank;
  await startClock(page, { event: 'click', at: '#click', says: [`Clicked ${number} times`] });
  await page.locator('#click').click();
  return clock(page);
}

let clicks = 0;
let edits = 0;

await answer(async ask => {
  if (!portal) {
    const browser = await chromium.launch({ executablePath: ask.chromium, args: options });
    portal = await openPortal(ask, browser);
    blank = await openBlank(ask, browser);
  }

  const changed = [];
  const clicked = [];
  for (let i = 0; i < ask.edits; i++) {
    changed.push(await edit(++edits));
    clicked.push(await click(++clicks));
  }
  return {
    edit: changed.map(one => one.took), click: clicked, editBytes: median(changed.map(one => one.edit)), toldBytes: median(changed.map(one => one.told)),
    pageBytes: portal.html, batchBytes: portal.firstBatch,
  };
});
