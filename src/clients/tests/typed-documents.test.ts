import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ResultOf } from "@graphql-typed-document-node/core";
import { CreateKey, Detail, Logout, Me, SeriesPage } from "../documents";
import { Session } from "../session";
import { execute } from "../typed-documents";
import { signIn, signInAndWait, titles, url } from "./server";

const expired = signInAndWait();

describe("typed documents of graphql-codegen", () => {
  const anonymous = new Session(url);

  test("read a detail view", async () => {
    const { allSeries } = await execute(anonymous, SeriesPage, { first: 1 });
    const id = allSeries.edges[0]?.node.id ?? assert.fail("no series");

    const { series } = await execute(anonymous, Detail, { id });

    const episode = series?.seasons[0]?.episodes[0];
    assert.equal(series?.title, titles[0]);
    assert.equal(episode?.code, "S01E01");
  });

  test("read a list page by page", async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const page: ResultOf<typeof SeriesPage> = await execute(anonymous, SeriesPage, { first: 2, after });
      found.push(...page.allSeries.edges.map((edge) => edge.node.title));
      after = page.allSeries.pageInfo.hasNextPage ? page.allSeries.pageInfo.endCursor : null;
    } while (after);

    assert.deepEqual(found, titles);
  });

  test("tell what is wrong with a mutation's input", async () => {
    const { createApiKey } = await execute(await signIn(), CreateKey, { input: { name: "", role: "USER" } });

    assert.equal(createApiKey.apiKey, null);
    assert.deepEqual(createApiKey.userErrors.map(({ code, path }) => ({ code, path })), [
      { code: "OUT_OF_RANGE", path: ["input", "name"] },
    ]);
  });

  test("go on when the access token has expired", async () => {
    const session = await expired;

    const answers = await Promise.all([execute(session, Me, {}), execute(session, Me, {})]);

    assert.deepEqual(answers.map(({ viewer }) => viewer?.role), ["ADMIN", "ADMIN"]);
  });

  test("fail once when the session has ended, and are anonymous from then on", async () => {
    const session = await signIn();
    await execute(session, Logout, {});

    await assert.rejects(execute(session, Me, {}), /session has ended/i);

    assert.equal((await execute(session, Me, {})).viewer, null);
  });
});
