import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: ["documents.ts"],
  generates: {
    "generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { DateTime: "string", Date: "string", JSON: "unknown" },
        defaultScalarType: "unknown",
        useTypeImports: true,
      },
    },
    // For Apollo Client: which types an interface or a union stands for.
    "generated/possible-types.ts": {
      plugins: ["fragment-matcher"],
      config: { apolloClientVersion: 3 },
    },
    // For urql's graphcache: the schema, without what a cache doesn't need.
    "generated/introspection.ts": { plugins: ["urql-introspection"] },
  },
};

export default config;
