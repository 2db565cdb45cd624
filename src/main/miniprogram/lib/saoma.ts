// What a mini-program asks of Saoma: POST {issuer}/mp/{appid}/scan, confirm and deny.
import { issuer } from '../config';

/** Who asks, from where, and what for: all that a person has to see before the tap. */
export interface Asked {
  readonly handle: string;
  readonly ctx_digest: string;
  readonly phrase: string;
  readonly client: {
    readonly name: string;
    readonly domain: string | null;
    readonly verified: boolean;
  };
  readonly browser: string | null;
  readonly place: string | null;
  readonly age: number;
  readonly expires_in: number;
  readonly warnings: readonly string[];
  readonly scope: readonly string[];
}

export interface Confirmed {
  readonly state: 'confirmed' | 'digits';
  readonly digits?: string;
  readonly domain?: string | null;
  readonly expires_in?: number;
}

/** The picture's scene, or the letters that the person typed. */
export type Found = { readonly scene: string } | { readonly code: string };

/** An answer that is not the one hoped for; `code` is Saoma's word for it. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly wait: string = '',
  ) {
    super(code);
    // Classes that extend Error lose their prototype where the tools compile them down to ES5.
    Object.setPrototypeOf(this, Refused.prototype);
  }
}

export const scan = (found: Found, launch: number): Promise<Asked> => {
  const env = wx.getAccountInfoSync().miniProgram.envVersion;
  return withFreshCode<Asked>('scan', { ...found, launch, env });
};

export const confirm = ({ handle, ctx_digest }: Asked): Promise<Confirmed> =>
  withFreshCode<Confirmed>('confirm', { handle, ctx_digest });

export const deny = ({ handle }: Asked): Promise<unknown> => post('deny', { handle });

/**
 * Each call brings a login code of its own. If an exchange with WeChat was lost, the code is spent
 * and Saoma says so: then once more, with a fresh one.
 */
async function withFreshCode<T>(action: string, members: object): Promise<T> {
  try {
    return await post<T>(action, { ...members, js_code: await loginCode() });
  } catch (refused) {
    const spent =
      refused instanceof Refused && ['code_used', 'code_invalid'].includes(refused.code);
    if (!spent) {
      throw refused;
    }
    return post<T>(action, { ...members, js_code: await loginCode() });
  }
}

function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: () => reject(new Refused('temporarily_unavailable')),
    });
  });
}

function post<T>(action: string, members: object): Promise<T> {
  const { appId } = wx.getAccountInfoSync().miniProgram;
  return new Promise((resolve, reject) => {
    wx.request<Record<string, unknown>>({
      url: `${issuer}/mp/${appId}/${action}`,
      method: 'POST',
      header: { 'Content-Type': 'application/json' },
      data: members,
      timeout: 15000,
      success: ({ statusCode, data, header }) => {
        if (statusCode === 200) {
          resolve(data as unknown as T);
        } else {
          reject(new Refused(String(data?.['error'] ?? 'other'), wait(header)));
        }
      },
      fail: () => reject(new Refused('unreachable')),
    });
  });
}

/** Seconds to wait; the names of headers come in any case. */
function wait(header: Record<string, unknown>): string {
  const name = Object.keys(header).find((key) => key.toLowerCase() === 'retry-after');
  return name === undefined ? '' : String(header[name]);
}
