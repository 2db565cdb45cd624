// The screens of the phone: home, people, the typed code, the question, the end.

import { png, point } from './camera.js';
import * as sandbox from './sandbox.js';
import { knows, language, speak, word } from './words.js';

const $ = (id) => document.getElementById(id);
const SCREENS = ['home', 'people', 'typed', 'ask', 'end'];
const COLOURS = ['#2d46b9', '#b45309', '#1b6e3c', '#8a2a6b', '#0f6674', '#6b4fb8'];
const HOME_PAGE = 1001; // entered by hand, for the typed code
const LOOK_EVERY = 2000;

const state = { people: [], apps: [], user: '', newest: null, asked: null, pointing: null };

// --- screens

function show(screen, title) {
  SCREENS.forEach((name) => { $(name).hidden = name !== screen; });
  $('back').style.visibility = screen === 'home' ? 'hidden' : 'visible';
  $('title').textContent = title;
  $('title').focus({ preventScroll: true });
}

function goHome() {
  state.asked = null;
  state.pointing?.abort();
  show('home', word('home.title'));
  look();
}

function busy(on) {
  $('busy').hidden = !on;
}

/** Does one thing at a time, and says in words what went wrong. */
async function doing(work) {
  if (!$('busy').hidden) {
    return;
  }
  busy(true);
  try {
    await work();
  } catch (refused) {
    if (!(refused instanceof sandbox.Refused)) {
      throw refused;
    }
    fail(refused);
  } finally {
    busy(false);
  }
}

// --- home

async function look() {
  if ($('home').hidden || document.hidden) {
    return;
  }
  try {
    const { people, apps, newest } = await sandbox.home();
    Object.assign(state, { people, apps, newest: newest ?? null });
    $('hint').textContent = '';
  } catch {
    state.newest = null;
    $('hint').textContent = word('error.sandbox').replace('|', '。');
  }
  drawHome();
}

function drawHome() {
  const owner = state.people.find((person) => person.user === state.user) ?? state.people[0];
  if (owner) {
    state.user = owner.user;
    $('owner').querySelector('b').textContent = owner.nickname;
    avatar($('owner').querySelector('.avatar'), owner);
  }
  const pointing = state.pointing !== null;
  const { newest } = state;
  $('nothing').hidden = newest !== null || pointing;
  $('newest').hidden = newest === null || pointing;
  $('scan').disabled = newest === null && !pointing;
  $('scan').textContent = word(pointing ? 'home.stop' : 'home.scan');
  if (newest && $('newest').dataset.id !== newest.id) {
    $('newest').dataset.id = newest.id;
    $('newest').firstElementChild.src = sandbox.picturePath(newest.id);
  }
  if (newest) {
    $('newest').setAttribute('aria-label', `${word('home.scan')}: ${word('home.newest', newest.name)}`);
  }
}

function avatar(element, person) {
  element.textContent = [...person.nickname][0];
  const sum = [...person.user].reduce((total, letter) => total + letter.codePointAt(0), 0);
  element.style.background = COLOURS[sum % COLOURS.length];
}

// --- people

function drawPeople() {
  $('list').replaceChildren(...state.people.map((person) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    const face = document.createElement('span');
    const name = document.createElement('b');
    face.className = 'avatar';
    face.setAttribute('aria-hidden', 'true');
    avatar(face, person);
    name.textContent = person.nickname;
    button.type = 'button';
    button.setAttribute('aria-current', String(person.user === state.user));
    button.append(face, name);
    button.addEventListener('click', () => choose(person.user));
    item.append(button);
    return item;
  }));
  show('people', word('people.title'));
}

function choose(user) {
  state.user = user;
  localStorage.setItem('saoma-sandbox-phone-user', user);
  goHome();
}

// --- scanning

async function scanPicture(blob) {
  await scanned(await sandbox.decode(blob));
}

async function scanned({ appid, scene, env_version }) {
  const launch = Number($('launch').value);
  await ask(appid, { scene, env_version, launch });
}

async function ask(appid, how) {
  const context = await sandbox.scan({ user: state.user, appid, ...how });
  state.asked = { appid, ...context };
  drawQuestion(state.asked);
}

async function fromFile(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) {
    throw new sandbox.Refused('not_a_picture');
  }
  await scanPicture(await png(bitmap, bitmap.width, bitmap.height));
}

async function pointAtTab() {
  state.pointing = new AbortController();
  $('finder').scrollIntoView({ block: 'nearest' });
  $('hint').textContent = word('home.looking');
  drawHome();
  let found = null;
  try {
    found = await point($('view'), state.pointing.signal);
  } catch (error) {
    if (error.name !== 'NotAllowedError') { // that one says: no tab was chosen
      fail(error instanceof sandbox.Refused ? error : new sandbox.Refused('no_view'));
    }
  } finally {
    state.pointing = null;
    $('hint').textContent = '';
    drawHome();
  }
  if (found) {
    await doing(() => scanned(found));
  }
}

// --- the question

function drawQuestion(asked) {
  const { client, warnings = [], scope = [] } = asked;
  $('warnings').hidden = warnings.length === 0;
  $('warnings').replaceChildren(...warnings.map((name) => paragraph(
    knows(`warning.${name}`) ? word(`warning.${name}`) : word('warning.other', name),
  )));
  $('logo').textContent = [...client.name][0] ?? '?';
  $('client').textContent = client.name;
  drawDomain(client);
  const gets = scope.map((name) => `scope.${name}`).filter(knows).map((key) => word(key));
  drawFacts([
    ['ask.place', [asked.place ?? word('ask.unknown')]],
    ['ask.browser', [asked.browser ?? word('ask.unknown')]],
    ['ask.age', [age(asked.age)]],
    ['ask.gets', gets.length > 0 ? gets : [word('scope.openid')]],
  ]);
  $('phrase').textContent = asked.phrase;
  $('typeback').hidden = !asked.type_back;
  const app = state.apps.find(({ appid }) => appid === asked.appid);
  show('ask', app ? app.name : word('ask.title'));
  $('ask').scrollTop = 0;
}

function paragraph(text) {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}

function drawDomain(client) {
  const line = $('domain');
  line.replaceChildren();
  if (client.domain) {
    const domain = document.createElement('b');
    domain.textContent = client.domain;
    line.append(domain, ' · ');
  }
  const verified = client.domain && client.verified;
  const note = document.createElement('span');
  note.className = 'quiet';
  note.textContent = word(verified ? 'ask.verified' : 'ask.unverified');
  line.append(note);
}

function drawFacts(facts) {
  $('facts').replaceChildren(...facts.map(([name, values]) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const texts = document.createElement('dd');
    term.textContent = word(name);
    texts.append(...values.map(paragraph));
    row.append(term, texts);
    return row;
  }));
}

function age(seconds) {
  return seconds < 60
    ? word('ask.seconds', String(seconds))
    : word('ask.minutes', String(Math.floor(seconds / 60)));
}

async function confirmLogin() {
  const { appid, handle, ctx_digest, client } = state.asked;
  const answer = await sandbox.confirm({ user: state.user, appid, handle, ctx_digest });
  if (answer.state === 'digits') {
    end('digits', word('end.digits'), '', word('end.digits.also', String(answer.expires_in)),
      answer.digits);
    stress($('more'), 'end.digits.more', answer.domain ?? client.name);
  } else {
    end('done', word('end.done'), word('end.done.more'));
  }
}

async function denyLogin() {
  const { appid, handle } = state.asked;
  await sandbox.deny({ appid, handle });
  end('denied', word('end.denied'), word('end.denied.more'));
}

// --- the end

const SIGNS = {
  done: 'M5 13l5 5L20 7',
  denied: 'M6 6l12 12M18 6L6 18',
  wrong: 'M12 6v8M12 18h.01',
};

function end(kind, what, more, also = '', digits = '') {
  $('end').dataset.kind = kind;
  $('sign').hidden = kind === 'digits';
  if (kind in SIGNS) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', '0 0 24 24');
    path.setAttribute('d', SIGNS[kind]);
    svg.append(path);
    $('sign').replaceChildren(svg);
  }
  $('what').textContent = what;
  $('digits').hidden = digits === '';
  $('digits').textContent = digits.replace(/^(\d{3})(\d{3})$/, '$1 $2');
  $('digits').setAttribute('aria-label', [...digits].join(' '));
  $('more').textContent = more;
  $('also').textContent = also;
  show('end', word('end.title'));
  $('what').focus();
}

/** The words of `key` with what belongs into them in bold. */
function stress(element, key, value) {
  const [before, after] = word(key, '|').split('|');
  const bold = document.createElement('b');
  bold.textContent = value;
  element.replaceChildren(before, bold, after);
}

function fail(refused) {
  const key = `error.${refused.code}`;
  const text = knows(key)
    ? word(key, refused.wait || '60')
    : word('error.other', refused.detail || refused.code);
  const [what, more] = text.split('|');
  end('wrong', what, more);
}

// --- what is tapped, dropped, pasted

function listen() {
  $('back').addEventListener('click', goHome);
  $('again').addEventListener('click', goHome);
  $('owner').addEventListener('click', drawPeople);
  $('language').addEventListener('click', () => {
    setLanguage(language() === 'en' ? 'zh-CN' : 'en');
    goHome();
  });
  $('newcomer').addEventListener('submit', (event) => {
    event.preventDefault();
    doing(async () => {
      const user = await sandbox.addPerson($('nickname').value.trim());
      $('nickname').value = '';
      choose(user);
    });
  });
  const newest = () => doing(async () => scanPicture(await sandbox.picture(state.newest.id)));
  $('newest').addEventListener('click', newest);
  $('scan').addEventListener('click', () => (state.pointing ? state.pointing.abort() : newest()));
  $('tab').hidden = !navigator.mediaDevices?.getDisplayMedia;
  $('tab').addEventListener('click', () => state.pointing ?? pointAtTab());
  $('typing').addEventListener('click', typing);
  $('letters').addEventListener('submit', (event) => {
    event.preventDefault();
    const code = $('code').value.toUpperCase().replace(/[^A-Z]/g, '');
    doing(() => ask($('app').value, { code, launch: HOME_PAGE }));
  });
  $('deny').addEventListener('click', () => doing(denyLogin));
  $('confirm').addEventListener('click', () => doing(confirmLogin));
  listenForPictures();
}

function typing() {
  $('which').hidden = state.apps.length < 2;
  $('app').replaceChildren(...state.apps.map(({ appid, name }) => new Option(name, appid)));
  $('code').value = '';
  show('typed', word('typed.title'));
  $('code').focus();
}

function listenForPictures() {
  const take = (file) => {
    if (file && !$('home').hidden) {
      doing(() => fromFile(file));
    }
  };
  $('file').addEventListener('change', () => {
    take($('file').files[0]);
    $('file').value = '';
  });
  $('file').parentElement.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      $('file').click();
    }
  });
  document.addEventListener('paste', (event) => take(event.clipboardData.files[0]));
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    $('finder').classList.add('over');
  });
  document.addEventListener('dragleave', () => $('finder').classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    $('finder').classList.remove('over');
    take(event.dataTransfer.files[0]);
  });
}

function setLanguage(tag) {
  speak(tag);
  localStorage.setItem('saoma-sandbox-phone-language', language());
  $('language').textContent = language() === 'en' ? '中文' : 'English';
  $('language').lang = language() === 'en' ? 'zh-CN' : 'en';
}

const spoken = localStorage.getItem('saoma-sandbox-phone-language')
  ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
state.user = localStorage.getItem('saoma-sandbox-phone-user') ?? '';
setLanguage(spoken);
listen();
goHome();
// New codes on screens are the sandbox's own news; Saoma is only ever asked by a tap.
setInterval(look, LOOK_EVERY);
document.addEventListener('visibilitychange', look);
