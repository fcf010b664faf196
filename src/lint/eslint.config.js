import graphqlPlugin from "@graphql-eslint/eslint-plugin";

const { "flat/schema-recommended": recommended, "flat/schema-relay": relay } = graphqlPlugin.configs;

export default [
  {
    files: ["**/*.graphqls"],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: new URL("../../schema.graphqls", import.meta.url).pathname } },
    },
    plugins: { "@graphql-eslint": graphqlPlugin },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      // Ids are global and made of prefix and TSID, so that not every type has one.
      "@graphql-eslint/strict-id-in-types": "off",
      // Entries of logs and histories have no ids of their own.
      "@graphql-eslint/relay-edge-types": ["error", { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      // A job's kind is its jobKind, since the kind of media is of another type.
      "@graphql-eslint/no-typename-prefix": "off",
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
    },
  },
];
