// What the phone says, in Chinese (written first) and English. {0} is filled in as text, never as markup.

const zh = {
  'about.title': '沙盒里的手机',
  'about.say': '没有真的微信，也能把登录走一遍。这部手机运行真正的小程序，由沙盒替微信应答。',
  'about.1': '在另一个标签页打开网站，点“小程序登录”。',
  'about.2': '回到这里，扫屏幕上最新的码。',
  'about.3': '核对是谁、从哪里来，再点登录或拒绝。',
  'back': '返回',
  'close': '关闭小程序',
  'home.title': '扫一扫',
  'home.owner': '这部手机是谁的',
  'home.nothing': '屏幕上还没有码。打开要登录的网站，点“小程序登录”。',
  'home.scan': '扫屏幕上最新的码',
  'home.newest': '{0} 的小程序码',
  'home.picture': '选一张截图',
  'home.picture.how': '也可以粘贴，或拖到取景框里',
  'home.tab': '对准一个标签页',
  'home.tab.how': '像举着手机对着屏幕那样',
  'home.type': '打开小程序',
  'home.type.how': '扫不了的时候，在里面输入登录码',
  'home.launch': '这张图是',
  'home.looking': '正在找码……',
  'home.stop': '停下',
  'launch.1047': '用相机扫到的',
  'launch.1048': '别人发来的，长按识别',
  'launch.1049': '从相册里选的',
  'people.title': '这部手机是谁的',
  'people.name': '新来的人叫什么',
  'people.add': '加一个人',
  'end.again': '再扫一次',
  'error.no_code_found': '图里没有码|请让码完整、清楚地出现。',
  'error.not_a_picture': '这不是图片|请选 PNG 或 JPEG。',
  'error.not_a_mini_program_code': '不是这个沙盒的码|请扫登录页上的小程序码。',
  'error.no_view': '看不到那个标签页|浏览器没有给出画面。可以改用截图。',
  'error.no_saoma_url': '这个小程序没有写 Saoma 在哪里|请在沙盒的应用文件里写上 saoma_url。',
  'error.sandbox': '沙盒没有回应|它可能停了。请重新启动后再试。',
  'error.other': '没有成功|沙盒说：{0}',
};

const en = {
  'about.title': 'A phone in the sandbox',
  'about.say': 'Walk through a login without the real WeChat. This phone runs the real mini-program, and the sandbox answers for WeChat.',
  'about.1': 'Open the site in another tab and choose “Login with mini-program”.',
  'about.2': 'Come back and scan the newest code on a screen.',
  'about.3': 'Check who asks and from where, then log in or deny.',
  'back': 'Back',
  'close': 'Close the mini-program',
  'home.title': 'Scan',
  'home.owner': 'Whose phone this is',
  'home.nothing': 'No code on any screen yet. Open the site and choose “Login with mini-program”.',
  'home.scan': 'Scan the newest code',
  'home.newest': 'Mini-program code of {0}',
  'home.picture': 'Choose a screenshot',
  'home.picture.how': 'Or paste one, or drop it on the viewfinder',
  'home.tab': 'Point at a tab',
  'home.tab.how': 'Like holding the phone to the screen',
  'home.type': 'Open the mini-program',
  'home.type.how': 'To type the letters when scanning does not work',
  'home.launch': 'The picture is',
  'home.looking': 'Looking for a code…',
  'home.stop': 'Stop',
  'launch.1047': 'what the camera sees',
  'launch.1048': 'a forwarded one, long-pressed',
  'launch.1049': 'from the album',
  'people.title': 'Whose phone is this',
  'people.name': 'Name of somebody new',
  'people.add': 'Add',
  'end.again': 'Scan again',
  'error.no_code_found': 'No code in this picture|Show all of it, and sharp.',
  'error.not_a_picture': 'This is not a picture|Choose a PNG or a JPEG.',
  'error.not_a_mini_program_code': 'Not a code of this sandbox|Scan the one on the login page.',
  'error.no_view': 'Cannot see that tab|The browser gave no picture of it. A screenshot works too.',
  'error.no_saoma_url': 'This mini-program does not know where Saoma is|Name it as saoma_url in the sandbox’s apps file.',
  'error.sandbox': 'The sandbox does not answer|It may have stopped. Start it again.',
  'error.other': 'That did not work|The sandbox says: {0}',
};

const books = { 'zh-CN': zh, en };
let book = 'zh-CN';

export function language() {
  return book;
}

export function speak(tag) {
  book = tag in books ? tag : 'zh-CN';
  document.documentElement.lang = book;
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', word(element.dataset.label));
  }
  for (const element of document.querySelectorAll('[data-hint]')) {
    element.placeholder = word(element.dataset.hint);
  }
}

export function knows(key) {
  return key in books[book];
}

export function word(key, value = '') {
  return (books[book][key] ?? key).replace('{0}', () => value);
}
