import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ASKED, open, see, settled, tap, text } from './phone.mjs';

const SCANNED = { query: { scene: 'abc' }, answers: { scan: { status: 200, body: ASKED } } };

test('a scan shows who asks, and the tap confirms with a fresh code', async () => {
  const { calls, told } = open({
    ...SCANNED,
    answers: { ...SCANNED.answers, confirm: { status: 200, body: { state: 'confirmed' } } },
  });
  await settled();
  assert.deepEqual(calls.map(({ action }) => action), ['scan']);
  assert.equal(calls[0].url, 'http://localhost:8080/mp/wx0000000000000001/scan');
  assert.deepEqual(calls[0].body, { scene: 'abc', launch: 1047, env: 'release', js_code: 'code-1' });
  assert.equal(text('.phrase'), ASKED.phrase);
  assert.deepEqual(told, [['title', 'Confirm login']]);

  tap('.confirm');
  await settled();
  assert.deepEqual(calls[1].body, { handle: 'h1', ctx_digest: 'd1', js_code: 'code-2' });
  assert.equal(text('.what'), 'Done');
  tap('.leave');
  assert.deepEqual(told.at(-1), ['exit', undefined]);
});

test('q10_theQuestionShowsAllOfItAndNamesAsText', async () => {
  open({
    ...SCANNED,
    answers: { scan: { status: 200, body: { ...ASKED, warnings: ['place_mismatch', 'a_new_one'] } } },
  });
  await settled();
  assert.equal(text('.client'), 'Fruit <b>Shop</b>');
  assert.equal(see('.client b'), null);
  const shown = document.body.textContent;
  for (const part of ['shop.example.com', 'Verified domain', 'Windows · Chrome', '浙江 杭州', '7 s ago', 'An id made for this site', '晴天 鲸鱼']) {
    assert.ok(shown.includes(part), part);
  }
  assert.match(text('.warnings'), /far from this phone.*a_new_one/s);
  assert.ok(see('.deny').compareDocumentPosition(see('.confirm')) & 4, 'deny comes first');
});

test('q10_aSiteThatNobodyVouchesForIsNamedAsSuch', async () => {
  const client = { name: 'Shop', domain: null, verified: false };
  open({ ...SCANNED, answers: { scan: { status: 200, body: { ...ASKED, client } } } });
  await settled();
  assert.match(text('.domain'), /Nobody has verified/);
});

const CRAFTED = [
  {}, { scene: '' }, { scene: 'abc' }, { scene: 'abc', confirm: '1' }, { scene: 'abc', auto: 'true' },
  { scene: 'abc', action: 'confirm' }, { scene: 'abc', state: 'confirmed' }, { scene: 'abc', screen: 'end' },
  { scene: 'abc', handle: 'h1', ctx_digest: 'd1' }, { handle: 'h1', ctx_digest: 'd1' },
  { scene: 'abc%26confirm%3D1' }, { scene: '%E0%A4%A' }, { scene: 'abc', working: 'false' },
  { scene: 'abc', asked: '{"handle":"h1"}' }, { scene: 'abc', __proto__: { confirm: '1' } },
  { scene: 'abc', method: 'confirm', tap: 'confirm' }, { code: 'BCDFGHJK', confirm: '1' },
  { scene: 'a/../confirm' }, { scene: 'abc', js_code: 'stolen' }, { scene: 'abc', scene2: 'def', next: 'confirm' },
];

test('w12_noQuerySkipsTheTap', async () => {
  assert.equal(CRAFTED.length, 20);
  for (const query of CRAFTED) {
    const { calls, page } = open({ ...SCANNED, query });
    await settled();
    page.onShow?.();
    page.onHide?.();
    page.onShow?.();
    await settled();
    assert.deepEqual(calls.filter(({ action }) => action !== 'scan'), [], JSON.stringify(query));
    assert.ok(calls.every(({ body }) => body.js_code === 'code-1'), JSON.stringify(query));
    assert.ok(calls.every(({ url }) => url.endsWith('/mp/wx0000000000000001/scan')));
  }
});

test('w12_withoutASceneTheTypedCodeIsAskedFor', async () => {
  const { calls } = open({ ...SCANNED, query: { code: 'BCDFGHJK' }, scene: 1001 });
  await settled();
  assert.deepEqual(calls, []);
  const input = see('.code');
  input.value = 'bcdf ghjk';
  const typed = new window.Event('input', { bubbles: true });
  input.dispatchEvent(typed);
  await settled();
  tap('.enter');
  await settled();
  assert.deepEqual(calls[0].body, { code: 'bcdf ghjk', launch: 1001, env: 'release', js_code: 'code-1' });
});

test('w11_anotherMiniProgramOpensNothing', async () => {
  for (const from of [{ scene: 1037 }, { scene: 1038 }, { scene: 1047, referrer: 'wx0000000000000009' }]) {
    const { calls } = open({ ...SCANNED, ...from });
    await settled();
    assert.deepEqual(calls, []);
    assert.equal(text('.what'), 'Not from another mini-program');
  }
});

test('q08_aForwardedPictureIsToldToSaomaAndExplained', async () => {
  for (const scene of [1048, 1049, 1007, 1008]) {
    const { calls } = open({
      ...SCANNED, scene, answers: { scan: { status: 403, body: { error: 'launch_not_camera' } } },
    });
    await settled();
    assert.equal(calls[0].body.launch, scene);
    assert.equal(text('.what'), 'Please scan with the camera');
    assert.equal(see('.confirm'), null);
  }
});

test('two taps are one confirmation', async () => {
  const { calls } = open({
    ...SCANNED,
    answers: { ...SCANNED.answers, confirm: { status: 200, body: { state: 'confirmed' } } },
  });
  await settled();
  tap('.confirm');
  tap('.confirm');
  tap('.deny');
  await settled();
  assert.deepEqual(calls.map(({ action }) => action), ['scan', 'confirm']);
});

test('digits are shown, spaced and spelled out, with where to type them', async () => {
  const body = { state: 'digits', digits: '123456', domain: 'shop.example.com', expires_in: 60 };
  open({ ...SCANNED, answers: { ...SCANNED.answers, confirm: { status: 200, body } } });
  await settled();
  tap('.confirm');
  await settled();
  assert.equal(text('.digits'), '123 456');
  assert.equal(see('.digits').getAttribute('aria-label'), '1 2 3 4 5 6');
  assert.equal(text('.more'), 'Type them only on the login page for shop.example.com');
});

test('deny brings the handle and no login code', async () => {
  const { calls } = open({ ...SCANNED, language: 'zh-CN' });
  await settled();
  tap('.deny');
  await settled();
  assert.deepEqual(calls[1].body, { handle: 'h1' });
  assert.equal(text('.what'), '没有登录');
});

test('r19_aSpentLoginCodeIsReplacedOnce', async () => {
  for (const error of ['code_used', 'code_invalid']) {
    const { calls } = open({ ...SCANNED, answers: { scan: { status: 401, body: { error } } } });
    await settled();
    assert.deepEqual(calls.map(({ body }) => body.js_code), ['code-1', 'code-2']);
    assert.equal(text('.what'), 'Just scan again');
  }
});

test('a refusal says how long to wait, and is not tried again', async () => {
  const { calls } = open({
    ...SCANNED,
    answers: { scan: { status: 429, body: { error: 'slow_down' }, header: { 'Retry-After': '7' } } },
  });
  await settled();
  assert.equal(calls.length, 1);
  assert.match(text('.more'), /7 seconds/);
});

test('a Saoma that is not there, and one that speaks no JSON, are said in words', async () => {
  open({ ...SCANNED, answers: { scan: { fail: 'connect' } } });
  await settled();
  assert.equal(text('.what'), 'Saoma is not there');
  open({ ...SCANNED, answers: { scan: { status: 502, body: '<html>' } } });
  await settled();
  assert.equal(text('.what'), 'That did not work');
});

test('a scan brings neither a token nor a cookie', async () => {
  const { calls } = open(SCANNED);
  await settled();
  assert.ok(calls.every(({ header }) => !('authorization' in header) && !('cookie' in header)));
});
