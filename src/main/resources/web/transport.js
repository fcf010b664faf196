// How an operation gets to the server and its answer back: one POST, as GraphQL over HTTP has it.

const ENDPOINT = "./graphql";

/** That the server can't be reached, or no longer. */
export class ConnectionLost extends Error {}

/** What a promise gives. Browsers report lost connections as a TypeError, which would look like a mistake of the page. */
export const connected = (promise) =>
  promise.catch((error) => {
    throw error instanceof TypeError ? new ConnectionLost(error.message) : error;
  });

/** Sends an operation, with an access token if there is one. */
export function send(query, variables, { token, signal, accept = "application/graphql-response+json" } = {}) {
  const request = fetch(ENDPOINT, {
    method: "POST",
    headers: {
      accept,
      "content-type": "application/json",
      "graphql-client-name": "reelgraph-web",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  return connected(request);
}

/** What the server refused, with its code, such as `UNAUTHENTICATED`, and its message for people. */
export class GraphQlError extends Error {
  constructor(errors) {
    super(errors.map((error) => error.message).join(" "));
    this.code = errors[0].extensions?.code ?? "INTERNAL_ERROR";
  }
}

/** The data of an answer. Throws a `GraphQlError` if there are errors, even if some of the data is there. */
export function dataOf({ data, errors }) {
  if (errors) {
    throw new GraphQlError(errors);
  }
  return data;
}
