import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange, type KeyingConfig, type Resolver } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import introspection from "./generated/introspection";
import { createSocket } from "./graphql-ws";
import type { Session } from "./session";

// Objects without an id belong to the object around them.
const keys: KeyingConfig = {};
for (const type of introspection.__schema.types) {
  if (type.kind === "OBJECT" && !type.fields.some((field) => field.name === "id")) {
    keys[type.name] = () => null;
  }
}

// What is in the cache already can be shown while the rest of a detail view is fetched.
const byId = (__typename: string): Resolver => (_, { id }) => ({ __typename, id });

export function createUrql(session: Session) {
  const socket = createSocket(session);
  return new Client({
    url: session.url,
    fetch: session.fetch,
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys,
        resolvers: {
          Query: {
            allMedia: relayPagination(),
            allSeries: relayPagination(),
            allMovies: relayPagination(),
            allAlbums: relayPagination(),
            allBooks: relayPagination(),
            people: relayPagination(),
            search: relayPagination(),
            series: byId("Series"),
            movie: byId("Movie"),
            album: byId("Album"),
            book: byId("Book"),
            person: byId("Person"),
          },
          Series: { allEpisodes: relayPagination() },
          Person: { filmography: relayPagination() },
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
}
