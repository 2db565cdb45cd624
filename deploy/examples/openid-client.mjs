// A site with Login with mini-program: Node 20 or later, `npm install openid-client@6`, and nothing of Saoma's.
//   ISSUER=https://login.example.com SECRET=the-client-secret HERE=https://shop.example.com node openid-client.mjs
import * as oidc from 'openid-client';
import http from 'node:http';

const saoma = await oidc.discovery(new URL(process.env.ISSUER), 'shop', {}, oidc.ClientSecretBasic(process.env.SECRET),
  process.env.ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : undefined);
const here = process.env.HERE;                              // the origin of your site
const logins = new Map();                                   // your session store

http.createServer(async (request, response) => {
  const url = new URL(request.url, here);
  if (url.pathname === '/login') {
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    logins.set(state, { verifier, nonce });
    const to = oidc.buildAuthorizationUrl(saoma, { redirect_uri: `${here}/callback`, scope: 'openid', state, nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' });
    response.writeHead(303, { Location: to.href, 'Set-Cookie': `login=${state}; HttpOnly; SameSite=Lax; Path=/` }).end();
  } else if (url.pathname === '/callback') {
    const state = /login=([\w-]+)/.exec(request.headers.cookie)?.[1];
    const login = logins.get(state);
    logins.delete(state);
    try {
      const tokens = await oidc.authorizationCodeGrant(saoma, url,
        { pkceCodeVerifier: login.verifier, expectedState: state, expectedNonce: login.nonce });
      response.end(`Hello ${tokens.claims().sub}`);         // sub is the person: keep it with your user
    } catch (refused) {
      response.writeHead(400).end(`Not logged in: ${refused.error ?? refused.cause?.error ?? 'try again'}`);
    }
  } else {
    response.setHeader('Content-Type', 'text/html').end('<a href="/login">Login with mini-program</a>');
  }
}).listen(new URL(here).port || 80);
