"use strict";

const NESTED_QUERY = `# Reelgraph: a series with its seasons, episodes and cast in one request.
# Run it with Ctrl+Enter; Ctrl+Space completes; the book at the left opens the documentation.
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

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: NESTED_QUERY,
    defaultEditorToolsVisibility: false,
  }),
);
