// Runs the audits of graphql-http against the endpoint named by the first argument; fails unless every one passes.
import { auditServer } from "graphql-http";

const url = process.argv[2];
const results = await auditServer({ url });
const failed = results.filter((result) => result.status !== "ok");
for (const { id, name, status, reason } of failed) {
  console.error(`${status} ${id} ${name}: ${reason}`);
}
console.log(`${results.length - failed.length} of ${results.length} audits of GraphQL over HTTP passed`);
process.exit(failed.length === 0 ? 0 : 1);
