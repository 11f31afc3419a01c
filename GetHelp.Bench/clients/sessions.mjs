// Opens sessions on a page and holds them: "open 20 more" until nobody asks any more.
import { answer, openCircuit, pause, signIn } from './circuit.mjs';

const quiet = 1_000;
const sessions = [];
let lastBatch = 0;
let cookie;

await answer(async ask => {
  cookie ??= ask.signIn ? await signIn(ask.address, ask.signIn) : undefined;
  for (let i = 0; i < ask.sessions; i++) {
    sessions.push(await openCircuit(ask.address, ask.page, { cookie, onBatch: () => { lastBatch = performance.now(); } }));
  }
  // A first rendering may be followed by others: the page's own reading, the words that follow a connection.
  while (performance.now() - lastBatch < quiet) {
    await pause(quiet / 4);
  }
  return { open: sessions.length };
});
