// What components of an app ask for. babel-plugin-relay puts the generated files in the place of these texts.
import { graphql } from "relay-runtime";

graphql`
  query LibraryShelfQuery($first: Int) {
    ...Library_shelf @arguments(first: $first)
  }
`;

graphql`
  fragment Library_shelf on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" })
  @refetchable(queryName: "LibraryShelfPageQuery") {
    allSeries(first: $first, after: $after, orderBy: [{ field: TITLE }]) @connection(key: "Shelf_allSeries") {
      edges {
        node {
          id
          title
          ...Library_detail
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

graphql`
  fragment Library_detail on Series
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" })
  @refetchable(queryName: "LibraryDetailPageQuery") {
    title
    allEpisodes(first: $first, after: $after) @connection(key: "Detail_allEpisodes") {
      edges {
        node {
          code
          title
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

graphql`
  fragment Library_card on Media @refetchable(queryName: "LibraryCardQuery") {
    title
    genres
    ... on Movie {
      durationSeconds
    }
  }
`;

graphql`
  query LibraryMeQuery {
    viewer {
      role
      user {
        email
      }
    }
  }
`;

graphql`
  mutation LibraryCreateKeyMutation($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        name
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`;

graphql`
  subscription LibraryFollowSubscription($after: String) {
    libraryChanged(after: $after) {
      cursor
      action
      media {
        __typename
        title
        ...Library_card
      }
    }
  }
`;
