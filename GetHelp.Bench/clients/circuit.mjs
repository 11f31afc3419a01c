// A Blazor session without a browser: fetches a page, opens its circuit, and acknowledges what it would have drawn.
import * as signalR from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

// Blazor speaks MessagePack under a name of its own.
class BlazorPack extends MessagePackHubProtocol {
  constructor() {
    super();
    this.name = 'blazorpack';
  }
}

// Everything at the other end is on this machine and may be busy with hundreds of us.
const patience = 120_000;

// A browser draws, and its acknowledgement travels, for about so many milliseconds. Here it would be back at once, and all clients share a
// thread: the first ones' acknowledgements would hold up the last ones' batches.
const line = 20;

export function connect(url, cookie, protocol = new signalR.JsonHubProtocol()) {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(url, { headers: cookie ? { cookie } : {}, transport: signalR.HttpTransportType.WebSockets })
    .withHubProtocol(protocol)
    .configureLogging(signalR.LogLevel.Error)
    .build();
  // The client answers and sends pings by itself; it must only not give up sooner than the run ends.
  connection.serverTimeoutInMilliseconds = patience;
  return connection;
}

// Resolves when the page has been drawn for the first time. onBatch is given each batch's bytes.
export async function openCircuit(base, path, { cookie, onBatch } = {}) {
  const page = await fetch(new URL(path, base), { headers: cookie ? { cookie } : {}, redirect: 'manual' });
  if (page.status !== 200) {
    throw new Error(`${path} answered ${page.status} ${page.headers.get('location') ?? ''}`);
  }
  const html = await page.text();
  const components = [...html.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map(match => JSON.parse(match[1])).filter(marker => marker.descriptor);
  const state = html.match(/<!--Blazor-Server-Component-State:(.*?)-->/)?.[1] ?? '';

  const connection = connect(new URL('/_blazor', base).href, cookie, new BlazorPack());
  const drawn = new Promise((resolve, reject) => {
    connection.on('JS.RenderBatch', (id, bytes) => {
      onBatch?.(bytes);
      setTimeout(() => connection.send('OnRenderCompleted', id, null).catch(() => {}), line);
      resolve();
    });
    connection.on('JS.Error', error => reject(new Error(error)));
    connection.onclose(error => reject(error ?? new Error('closed')));
  });
  connection.on('JS.AttachComponent', () => {});
  connection.on('JS.EndInvokeDotNet', () => {});
  connection.on('JS.BeginInvokeJS', task => connection.send('EndInvokeJSFromDotNet', task, true, JSON.stringify([task, true, null])).catch(() => {}));

  await connection.start();
  if (!await connection.invoke('StartCircuit', new URL('/', base).href, new URL(path, base).href, '[]', state)) {
    throw new Error(`${path} was refused a circuit`);
  }
  const operations = components.map((marker, index) => ({ type: 'add', ssrComponentId: index + 1, marker }));
  await connection.send('UpdateRootComponents', JSON.stringify({ batchId: 1, operations }), state);
  await drawn;
  return connection;
}

// Answers each line that the bench writes with a line.
export async function answer(work) {
  const { createInterface } = await import('node:readline');
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await work(JSON.parse(line))));
  }
  process.exit(0);
}

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

export async function post(base, path) {
  const answer = await fetch(new URL(path, base), { method: 'POST' });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return answer;
}

export const signIn = async (base, path) => (await post(base, path)).headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ');
