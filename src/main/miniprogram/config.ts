// The build puts its settings in place of these (tools/build.mjs).

/** Where Saoma is: the issuer, without a trailing slash. */
export const issuer = 'http://localhost:8080';
