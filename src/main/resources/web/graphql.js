// All a view needs to ask the server.

import * as session from "./session.js";
import { ConnectionLost, dataOf, GraphQlError, send } from "./transport.js";

export { ConnectionLost, GraphQlError };

/**
 * Runs an operation and gives its data. Throws a `GraphQlError` if the server refuses it, `ConnectionLost` if the server
 * can't be reached, and an `AbortError` if the `signal` aborts the request.
 */
export async function ask(query, variables = {}, signal) {
  return dataOf(await (await sendSigned(query, variables, { signal })).json());
}

/** Sends an operation as whoever is signed in, once more with the next token if theirs has expired. */
export async function sendSigned(query, variables, options) {
  const token = await session.token();
  const response = await send(query, variables, { ...options, token });
  if (response.status !== 401 || token === null) {
    return response;
  }
  return send(query, variables, { ...options, token: await session.renewed(token) });
}
