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
      "@graphql-eslint/relay-edge-types": ["error", { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false }],
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
    },
  },
];
