import { graphql } from "./generated";

export const SeriesPage = graphql(`
  query SeriesPage($first: Int, $after: String) {
    allSeries(first: $first, after: $after, orderBy: [{ field: TITLE }]) {
      edges { cursor node { id title year } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Detail = graphql(`
  query Detail($id: ID!) {
    series(id: $id) {
      id
      title
      summary
      externalIds { imdb }
      seasons {
        id
        number
        episodes {
          id
          code
          title
          durationSeconds
          cast(first: 3) { character person { id name } }
        }
      }
    }
  }
`);

export const Me = graphql(`
  query Me {
    viewer { role user { id email } }
  }
`);

export const CreateKey = graphql(`
  mutation CreateKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey { id name role }
      userErrors { code message path }
    }
  }
`);

export const AddMovie = graphql(`
  mutation AddMovie($movie: MovieInput!) {
    importMovies(input: { movies: [$movie] }) {
      movies { id title rating }
      userErrors { code message path }
    }
  }
`);

export const Sync = graphql(`
  query Sync($after: String) {
    changesSince(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Follow = graphql(`
  subscription Follow($after: String) {
    libraryChanged(after: $after) {
      id
      cursor
      action
      media { __typename id title ... on Movie { rating } }
    }
  }
`);

export const Card = graphql(`
  query Card($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Media { title genres }
    }
  }
`);

export const Summary = graphql(`
  query Summary($id: ID!) {
    series(id: $id) { id title summary }
  }
`);

export const Logout = graphql(`
  mutation Logout {
    logout { ended }
  }
`);

export const MovieRating = graphql(`
  query MovieRating($id: ID!) {
    movie(id: $id) { id rating }
  }
`);
