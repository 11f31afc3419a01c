// Boards and plain sockets side by side: an order, a message of the same size, an order …
import { answer, connect, openCircuit, pause, post, signIn } from './circuit.mjs';
import { Arrivals, milliseconds } from './arrivals.mjs';

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

let cookie;
let boards;
let sockets;

const order = async ask => {
  const placed = await (await post(ask.portal, ask.ordersPath)).json();
  const { first, last, bytes } = await boards.everywhere(placed.number);
  await pause(ask.paceInMilliseconds);
  return { first: milliseconds(placed.at, first), last: milliseconds(placed.at, last), bytes };
};

const send = async (ask, bytes) => {
  const sent = await (await post(ask.hub, `/send?bytes=${bytes}`)).json();
  const { last } = await sockets.everywhere(sent.number);
  await pause(ask.paceInMilliseconds);
  return milliseconds(sent.at, last);
};

const open = async ask => {
  cookie = await signIn(ask.portal, ask.signIn);
  boards = new Arrivals(ask.boards);
  sockets = new Arrivals(ask.boards);
  for (let i = 0; i < ask.boards; i++) {
    await openCircuit(ask.portal, '/support/orders', { cookie, onBatch: boards.client('GHT-') });
    const socket = connect(new URL('/hub', ask.hub).href);
    socket.on('Changed', sockets.client('RAW-'));
    await socket.start();
  }
};

// The first time opens everything. Each time orders are placed, and after each a message of the size of the last redrawing is sent.
await answer(async ask => {
  if (!boards) {
    await open(ask);
  }

  const orders = [];
  const hub = [];
  for (let i = 0; i < ask.orders; i++) {
    orders.push(await order(ask));
    hub.push(await send(ask, median(orders.map(o => o.bytes))));
  }
  return { board: orders.map(o => o.last), firstBoard: orders.map(o => o.first), hub, bytes: median(orders.map(o => o.bytes)) };
});
