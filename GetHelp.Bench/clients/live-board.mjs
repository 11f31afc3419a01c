// Boards and plain sockets side by side: an order, a message of the same size, an order …
import { answer, connect, openCircuit, pause, post, signIn } from './circuit.mjs';
import { Arrivals, milliseconds } from './arrivals.mjs';

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

await answer(async ask => {
  const cookie = await signIn(ask.portal, ask.signIn);
  const boards = new Arrivals(ask.boards);
  const sockets = new Arrivals(ask.boards);
  for (let i = 0; i < ask.boards; i++) {
    await openCircuit(ask.portal, '/support/orders', { cookie, onBatch: boards.client('GHT-') });
    const socket = connect(new URL('/hub', ask.hub).href);
    socket.on('Changed', sockets.client('RAW-'));
    await socket.start();
  }

  const order = async () => {
    const placed = await (await post(ask.portal, ask.ordersPath)).json();
    const { first, last, bytes } = await boards.everywhere(placed.number);
    await pause(ask.paceInMilliseconds);
    return { first: milliseconds(placed.at, first), last: milliseconds(placed.at, last), bytes };
  };
  const send = async bytes => {
    const sent = await (await post(ask.hub, `/send?bytes=${bytes}`)).json();
    const { last } = await sockets.everywhere(sent.number);
    await pause(ask.paceInMilliseconds);
    return milliseconds(sent.at, last);
  };

  const warm = [];
  for (let i = 0; i < ask.warmUp; i++) {
    warm.push((await order()).bytes);
    await send(warm.at(-1));
  }

  const bytes = median(warm);
  const orders = [];
  const hub = [];
  for (let i = 0; i < ask.orders; i++) {
    orders.push(await order());
    hub.push(await send(bytes));
  }
  return { board: orders.map(o => o.last), firstBoard: orders.map(o => o.first), hub, bytes: median(orders.map(o => o.bytes)) };
});
