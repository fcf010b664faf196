import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import possibleTypes from "./generated/possible-types";
import { createSocket } from "./graphql-ws";
import type { Session } from "./session";

const media = relayStylePagination(["filter", "orderBy"]);

export function createCache() {
  return new InMemoryCache({
    ...possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          allMedia: media,
          allSeries: media,
          allMovies: media,
          allAlbums: media,
          allBooks: media,
          people: media,
          search: relayStylePagination(["query", "types", "filter"]),
        },
      },
      Series: { fields: { allEpisodes: relayStylePagination() } },
      Person: { fields: { filmography: relayStylePagination() } },
      // These have no id: what several queries ask of them is put together.
      ExternalIds: { merge: true },
      LibraryStats: { merge: true },
      MediaFacets: { merge: true },
      Viewer: { merge: true },
    },
  });
}

export function createApollo(session: Session) {
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(createSocket(session)),
      new HttpLink({ uri: session.url, fetch: session.fetch }),
    ),
  });
}
