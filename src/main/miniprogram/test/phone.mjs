// A phone for tests: the built pages in jsdom, a `wx` whose calls are written down.

import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><html><body></body></html>');
Object.assign(globalThis, { window, document: window.document, Event: window.Event, MouseEvent: window.MouseEvent });
globalThis.MutationObserver = window.MutationObserver;

const phone = new URL('../../../../target/phone/', import.meta.url);
const program = await import(new URL('program.js', phone));
const { run } = await import(new URL('run.js', phone));
const { makeWx } = await import(new URL('wx.js', phone));

export const CONFIRM = 'pages/confirm/confirm';

export const ASKED = {
  handle: 'h1',
  ctx_digest: 'd1',
  phrase: '晴天 鲸鱼',
  client: { name: 'Fruit <b>Shop</b>', domain: 'shop.example.com', verified: true },
  browser: 'Windows · Chrome',
  place: '浙江 杭州',
  age: 7,
  expires_in: 100,
  warnings: [],
  scope: ['openid'],
};

/** Opens the confirm page; `answers` maps an action to {status, body} or a list of them. */
export function open({ query = {}, scene = 1047, language = 'en', referrer, answers = {} } = {}) {
  document.body.replaceChildren();
  const calls = [];
  const told = [];
  let logins = 0;
  const queues = Object.fromEntries(
    Object.entries(answers).map(([action, answer]) => [action, [answer].flat()]),
  );
  const ask = async (path, members) => {
    if (path.endsWith('/login')) {
      logins += 1;
      return { code: `code-${logins}` };
    }
    const action = members.url.split('/').at(-1);
    calls.push({ action, url: members.url, header: members.header, body: JSON.parse(members.data) });
    const queue = queues[action] ?? [{ status: 200, body: {} }];
    const { status, body, header = {}, fail } = queue.length > 1 ? queue.shift() : queue[0];
    return fail ? { fail } : { status, header, data: JSON.stringify(body) };
  };
  const launch = {
    user: 'liming', appid: 'wx0000000000000001', path: CONFIRM, query, scene, env: 'release', language, referrer,
  };
  const wx = makeWx(launch, ask, (what, value) => told.push([what, value]));
  const page = run(program, wx, CONFIRM, query);
  return { page, calls, told };
}

export const see = (selector) => document.querySelector(selector);

export const text = (selector) => see(selector)?.textContent.trim();

export function tap(selector) {
  const target = see(selector);
  for (const type of ['mousedown', 'mouseup']) {
    target.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  }
}

/** All that was begun has been answered: no part of this phone waits for a clock. */
export async function settled() {
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.resolve();
  }
  await new Promise((resume) => { setImmediate(resume); });
}
