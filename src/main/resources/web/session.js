// Who is signed in. Access tokens are kept in memory. The refresh token is kept in the browser, so that a reload and
// other tabs are signed in too; the server replaces it at each use.

import { dataOf, send } from "./transport.js";

const STORED = "reelgraph.refreshToken";

const TOKENS = `accessToken refreshToken userErrors { message }`;
const SIGN_IN = `mutation SignIn($email: String!, $password: String!) {
  tokens: login(input: { email: $email, password: $password }) { ${TOKENS} }
}`;
const RENEW = `mutation Renew($refreshToken: String!) {
  tokens: refreshSession(input: { refreshToken: $refreshToken }) { ${TOKENS} }
}`;
const SIGN_OUT = `mutation SignOut { logout { ended } }`;
const WHO = `query Who { viewer { role user { displayName } } }`;

const ROLES = ["USER", "MODERATOR", "ADMIN"];

let access = null;
let renewal = null;
let viewer = null;

/** Whoever is signed in: `{ role, user: { displayName } }`, or null. */
export const who = () => viewer;

/** Whether the viewer has a role or a higher one. */
export const isAtLeast = (role) => viewer !== null && ROLES.indexOf(viewer.role) >= ROLES.indexOf(role);

/** An access token; null if nobody is signed in. */
export async function token() {
  return access ?? (localStorage.getItem(STORED) === null ? null : renewed(null));
}

/** The token after the one that was refused; null if the session has ended. Requests that wait share one renewal. */
export async function renewed(refused) {
  if (access !== refused) {
    return access;
  }
  renewal ??= renew().finally(() => (renewal = null));
  return renewal;
}

async function renew() {
  // Another tab may have renewed it meanwhile.
  const refreshToken = localStorage.getItem(STORED);
  keep(refreshToken === null ? {} : (await run(RENEW, { refreshToken })).tokens);
  return access;
}

/** Continues the session of an earlier visit, if there is one. */
export async function resume() {
  if ((await token()) !== null) {
    await meet();
  }
}

/** Signs in; gives the errors to show, none if it worked. */
export async function signIn(email, password) {
  const { tokens } = await run(SIGN_IN, { email, password });
  if (tokens.userErrors.length === 0) {
    keep(tokens);
    await meet();
  }
  return tokens.userErrors;
}

/** Signs out, even if the server can't be told. */
export async function signOut() {
  const last = access;
  keep({});
  await run(SIGN_OUT, {}, last).catch(() => {});
}

async function meet() {
  viewer = (await run(WHO, {}, access)).viewer;
}

function keep({ accessToken = null, refreshToken = null }) {
  access = accessToken;
  if (refreshToken === null) {
    viewer = null;
    localStorage.removeItem(STORED);
  } else {
    localStorage.setItem(STORED, refreshToken);
  }
}

const run = async (query, variables, withToken) =>
  dataOf(await (await send(query, variables, { token: withToken })).json());
