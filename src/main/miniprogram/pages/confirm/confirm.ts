// The confirm page: opened by a scan it asks who wants to log in; opened otherwise it takes the typed code.
import { type Asked, confirm, deny, type Found, Refused, scan } from '../../lib/saoma';
import { knows, word, words } from '../../lib/words';

/** From, and back from, another mini-program: nobody scanned anything (W11). */
const OTHER_APP = [1037, 1038];

const AN_END = { kind: '', what: '', digits: '', spoken: '', more: '', also: '' };

Page({
  data: {
    screen: 'busy' as 'busy' | 'typed' | 'ask' | 'end',
    working: false,
    letters: '',
    typed: {} as Record<string, string>,
    ask: {} as Record<string, string>,
    close: '',
    asked: {} as ReturnType<typeof shown>,
    end: AN_END,
  },

  asked: null as Asked | null,

  /** Only `scene` of the query is read, and it only names what to ask: nothing skips the tap (W12). */
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ typed: words('typed'), ask: words('ask'), close: word('end.close') });
    wx.setNavigationBarTitle({ title: word('ask.title') });
    const { scene: launch, referrerInfo } = wx.getEnterOptionsSync();
    if (OTHER_APP.includes(launch) || referrerInfo?.appId) {
      this.fail(new Refused('other_app'));
      return;
    }
    const scene = decoded(query['scene']);
    if (scene) {
      void this.look({ scene });
    } else {
      this.setData({ screen: 'typed' });
    }
  },

  type(event: WechatMiniprogram.Input) {
    this.setData({ letters: event.detail.value });
  },

  enter() {
    const code = this.data.letters.trim();
    if (code) {
      void this.look({ code });
    }
  },

  look(found: Found): Promise<void> {
    return this.doing(async () => {
      this.asked = await scan(found, wx.getEnterOptionsSync().scene);
      this.setData({ screen: 'ask', asked: shown(this.asked) });
    });
  },

  confirm(): Promise<void> {
    return this.doing(async () => {
      const asked = this.asked;
      if (asked === null) {
        return;
      }
      const { state, digits = '', domain, expires_in: left } = await confirm(asked);
      if (state === 'digits') {
        this.finish({
          kind: 'digits',
          what: word('end.digits'),
          digits: digits.replace(/^(\d{3})(\d{3})$/, '$1 $2'),
          spoken: [...digits].join(' '),
          more: word('end.digits.more', domain ?? asked.client.name),
          also: word('end.digits.also', String(left)),
        });
      } else {
        this.finish({ kind: 'done', what: word('end.done'), more: word('end.done.more') });
      }
    });
  },

  deny(): Promise<void> {
    return this.doing(async () => {
      if (this.asked !== null) {
        await deny(this.asked);
        this.finish({ kind: 'denied', what: word('end.denied'), more: word('end.denied.more') });
      }
    });
  },

  leave() {
    wx.exitMiniProgram();
  },

  /** One thing at a time, so that a second tap is none; says in words what went wrong. */
  async doing(work: () => Promise<void>): Promise<void> {
    if (this.data.working) {
      return;
    }
    this.setData({ working: true });
    try {
      await work();
    } catch (refused) {
      this.fail(refused instanceof Refused ? refused : new Refused('other'));
    } finally {
      this.setData({ working: false });
    }
  },

  fail({ code, wait }: Refused) {
    const key = `error.${code}`;
    const text = knows(key) ? word(key, wait || '60') : word('error.other', code);
    const [what = '', more = ''] = text.split('|');
    this.finish({ kind: 'wrong', what, more });
  },

  finish(end: Partial<typeof AN_END>) {
    this.asked = null;
    this.setData({ screen: 'end', end: { ...AN_END, ...end } });
  },
});

/** WeChat escapes the scene; whoever forges a route may send an escape that is none. */
function decoded(scene: string | undefined): string {
  try {
    return decodeURIComponent(scene ?? '');
  } catch {
    return '';
  }
}

function shown({ client, warnings, scope, ...asked }: Asked) {
  const gets = scope.map((name) => `scope.${name}`).filter(knows).map((key) => word(key));
  return {
    logo: [...client.name][0] ?? '?',
    name: client.name,
    domain: client.domain ?? '',
    vouched: word(client.domain && client.verified ? 'ask.verified' : 'ask.unverified'),
    warnings: warnings.map((name) =>
      knows(`warning.${name}`) ? word(`warning.${name}`) : word('warning.other', name),
    ),
    place: asked.place ?? word('ask.unknown'),
    browser: asked.browser ?? word('ask.unknown'),
    age: age(asked.age),
    gets: gets.length > 0 ? gets : [word('scope.openid')],
    phrase: asked.phrase,
  };
}

function age(seconds: number): string {
  return seconds < 60
    ? word('ask.seconds', String(seconds))
    : word('ask.minutes', String(Math.floor(seconds / 60)));
}
