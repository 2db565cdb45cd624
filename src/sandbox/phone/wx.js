// The `wx` of the phone, with WeChat's rules: the server behind it stands for WeChat.

/**
 * @param launch {user, appid, path, query, scene, env, language, referrer}
 * @param ask asks the sandbox's server: (path, members) => JSON
 * @param say tells the phone around the mini-program: (what, value)
 */
export function makeWx(launch, ask, say) {
  const options = () => ({
    path: launch.path,
    query: { ...launch.query },
    scene: launch.scene,
    referrerInfo: launch.referrer ? { appId: launch.referrer } : {},
  });

  const settle = ({ success, fail, complete } = {}, work) =>
    work.then(
      (value) => { success?.(value); complete?.(value); },
      (error) => {
        const failure = { errMsg: error.message };
        fail?.(failure);
        complete?.(failure);
      },
    );

  return {
    getLaunchOptionsSync: options,
    getEnterOptionsSync: options,
    getAccountInfoSync: () => ({
      miniProgram: { appId: launch.appid, envVersion: launch.env, version: '' },
    }),
    getAppBaseInfo: () => ({ language: launch.language === 'en' ? 'en' : 'zh_CN' }),
    setNavigationBarTitle(call) {
      say('title', call.title);
      settle(call, Promise.resolve({ errMsg: 'setNavigationBarTitle:ok' }));
    },
    exitMiniProgram(call) {
      say('exit');
      settle(call, Promise.resolve({ errMsg: 'exitMiniProgram:ok' }));
    },
    login(call) {
      settle(call, ask('../../api/login', { user: launch.user, appid: launch.appid })
        .then(({ code }) => ({ code, errMsg: 'login:ok' })));
    },
    request(call) {
      settle(call, request(launch, ask, call));
    },
  };
}

async function request({ appid, language }, ask, { url, method = 'GET', header = {}, data }) {
  const answer = await ask('../api/request', {
    appid,
    url,
    method,
    header: { 'content-type': 'application/json', 'accept-language': language, ...lower(header) },
    data: data === undefined ? '' : typeof data === 'string' ? data : JSON.stringify(data),
  });
  if (answer.fail) {
    throw new Error(`request:fail ${answer.fail}`);
  }
  return {
    statusCode: answer.status,
    header: answer.header,
    data: parsed(answer.data),
    cookies: [],
    errMsg: 'request:ok',
  };
}

const lower = (header) =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));

/** With the default `dataType` an answer that is no JSON stays text. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
