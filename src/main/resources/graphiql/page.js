"use strict";

const NESTED_QUERY = `# Series with their seasons, episodes and
# cast, in one request.
#
# Run it with Ctrl+Enter. Ctrl+Space completes.
# The book at the top left opens the schema.
{
  allSeries(first: 10) {
    edges {
      node {
        title
        year
        seasons {
          number
          episodes {
            code
            title
            cast(first: 3) {
              character
              person {
                name
              }
            }
          }
        }
      }
    }
  }
}
`;

const sockets = new URL("./graphql", window.location.href);
sockets.protocol = sockets.protocol.replace("http", "ws");

// Links may bring an operation, which nobody runs but the reader: ?query=…&variables=…
const given = new URLSearchParams(window.location.search);

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({
      url: "./graphql",
      subscriptionUrl: sockets.href,
      headers: { "graphql-client-name": "graphiql" },
    }),
    defaultQuery: NESTED_QUERY,
    query: given.get("query") ?? undefined,
    variables: given.get("variables") ?? undefined,
    schemaDescription: true,
    defaultEditorToolsVisibility: false,
  }),
);
