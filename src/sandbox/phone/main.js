// The frame inside the phone, in which one cold start of the mini-program runs.

import * as program from './program.js';
import { help, run } from './run.js';
import { makeWx } from './wx.js';

const launch = JSON.parse(decodeURIComponent(location.hash.slice(1)));
document.documentElement.lang = launch.language;

async function ask(path, members) {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(members),
  });
  if (!response.ok) {
    throw new Error(`fail ${(await response.json().catch(() => ({}))).error ?? response.status}`);
  }
  return response.json();
}

const say = (what, value) => window.parent.postMessage({ what, value }, location.origin);

// The phone has built it with its own setting of where Saoma is.
const built = {
  ...program,
  modules: {
    ...program.modules,
    config: (require, exports) => { exports.issuer = launch.issuer; },
  },
};

help(document);
try {
  run(built, makeWx(launch, ask, say), launch.path, launch.query);
} catch (error) {
  document.body.textContent = error.message;
  throw error;
}
