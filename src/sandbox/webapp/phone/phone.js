// The phone around a mini-program: what it scans, whose it is, and the frame in which the mini-program runs.

import { png, point } from './camera.js';
import * as sandbox from './sandbox.js';
import { knows, language, speak, word } from './words.js';

const $ = (id) => document.getElementById(id);
const SCREENS = ['home', 'people', 'apps', 'program', 'end'];
const COLOURS = ['#2d46b9', '#b45309', '#1b6e3c', '#8a2a6b', '#0f6674', '#6b4fb8'];
const BY_HAND = 1001; // opened from WeChat's list of mini-programs
const LOOK_EVERY = 2000;

const state = { people: [], apps: [], user: '', newest: null, pointing: null };

// --- screens

function show(screen, title) {
  SCREENS.forEach((name) => { $(name).hidden = name !== screen; });
  $('back').style.visibility = screen === 'home' ? 'hidden' : 'visible';
  $('language').hidden = screen === 'program';
  $('capsule').hidden = screen !== 'program';
  $('title').textContent = title;
  $('title').focus({ preventScroll: true });
}

function goHome() {
  $('program').replaceChildren();
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

function scanned({ appid, page, scene, env_version: env }) {
  start(appid, { path: page, query: { scene: encodeURIComponent(scene) }, env, scene: Number($('launch').value) });
}

// --- mini-programs

/** A cold start: the frame that ran one before is thrown away, and its memory with it. */
function start(appid, how) {
  const app = state.apps.find((one) => one.appid === appid);
  if (!app?.saoma_url) {
    throw new sandbox.Refused('no_saoma_url');
  }
  const launch = {
    user: state.user, appid, issuer: app.saoma_url, env: 'release', query: {}, language: language(), ...how,
  };
  const frame = document.createElement('iframe');
  frame.title = app.name;
  frame.src = `app/#${encodeURIComponent(JSON.stringify(launch))}`;
  $('program').replaceChildren(frame);
  show('program', app.name);
}

/** What the mini-program in the frame asks of the phone. */
function listenToProgram() {
  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || source !== $('program').firstElementChild?.contentWindow) {
      return;
    }
    if (data.what === 'title') {
      $('title').textContent = data.value;
    } else if (data.what === 'exit') {
      goHome();
    }
  });
}

function openByHand() {
  const open = ({ appid, path }) => doing(() => start(appid, { path, scene: BY_HAND }));
  if (state.apps.length === 1) {
    open(state.apps[0]);
    return;
  }
  $('programs').replaceChildren(...state.apps.map((app) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    const name = document.createElement('b');
    name.textContent = app.name;
    button.type = 'button';
    button.append(name);
    button.addEventListener('click', () => open(app));
    item.append(button);
    return item;
  }));
  show('apps', word('home.type'));
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

// --- the end

function fail(refused) {
  const key = `error.${refused.code}`;
  const text = knows(key) ? word(key) : word('error.other', refused.detail || refused.code);
  const [what, more] = text.split('|');
  $('what').textContent = what;
  $('more').textContent = more;
  show('end', word('home.title'));
  $('what').focus();
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
  $('typing').addEventListener('click', openByHand);
  $('close').addEventListener('click', goHome);
  listenToProgram();
  listenForPictures();
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
// New codes on screens are the sandbox's own news; Saoma is only ever asked by the mini-program.
setInterval(look, LOOK_EVERY);
document.addEventListener('visibilitychange', look);
