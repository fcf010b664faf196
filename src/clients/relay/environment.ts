import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  Store,
  type SubscribeFunction,
} from "relay-runtime";
import { createSocket } from "../graphql-ws";
import type { Session } from "../session";

export function createEnvironment(session: Session) {
  const socket = createSocket(session);

  const ask: FetchFunction = async ({ text: query, name: operationName }, variables) => {
    const response = await session.fetch(session.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({ query, operationName, variables }),
    });
    return response.json();
  };

  const subscribe: SubscribeFunction = ({ text, name: operationName }, variables) =>
    Observable.create((sink) =>
      socket.subscribe(
        { query: text ?? "", operationName, variables },
        {
          next: (result) => sink.next(result as GraphQLResponse),
          error: (error) => sink.error(error as Error),
          complete: () => sink.complete(),
        },
      ),
    );

  return new Environment({ network: Network.create(ask, subscribe), store: new Store(new RecordSource()) });
}
