// The sandbox's server, the only one this page ever speaks to.

import { language } from './words.js';

/** An answer that is not the one hoped for; `code` names it. */
export class Refused extends Error {
  constructor(code, detail = '', wait = '') {
    super(code);
    this.code = code;
    this.detail = detail;
    this.wait = wait;
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, {
      ...options,
      credentials: 'omit',
      headers: { 'Accept-Language': language(), ...options.headers },
    });
  } catch {
    throw new Refused('sandbox');
  }
  if (!response.ok) {
    const error = await response.json().catch(() => ({}));
    throw new Refused(error.error ?? 'sandbox', error.error_description);
  }
  return response;
}

const post = async (path, members) =>
  (await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(members),
  })).json();

export const home = async () => (await ask('api/home')).json();

export const addPerson = async (nickname) => (await post('../api/users', { nickname })).user;

export const picturePath = (id) => `../api/codes/${id}`;

export const picture = async (id) => (await ask(picturePath(id))).blob();

/** What a picture says: {appid, page, scene, env_version}. */
export const decode = async (blob) =>
  (await ask('../api/decode', { method: 'POST', body: blob })).json();
