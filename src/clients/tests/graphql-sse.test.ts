import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { CreateKey, Detail, Follow, Me, SeriesPage } from "../documents";
import { createStreams } from "../graphql-sse";
import { result, results, whatHappenedTo } from "./operations";
import { addMovie, newestChange, signIn, signInAndWait, titles } from "./server";

const expired = signInAndWait();

describe("graphql-sse", async () => {
  const session = await signIn();
  const streams = createStreams(session);
  after(() => streams.dispose());

  test("reads a list page by page, and a detail view", async () => {
    const { allSeries: first } = await result(streams, SeriesPage, { first: 1 });
    const { allSeries: rest } = await result(streams, SeriesPage, { first: 5, after: first.pageInfo.endCursor });
    const { series } = await result(streams, Detail, { id: first.edges[0]?.node.id ?? "" });

    assert.deepEqual([...first.edges, ...rest.edges].map(({ node }) => node.title), titles);
    assert.equal(series?.seasons[0]?.episodes[0]?.code, "S01E01");
  });

  test("tells what is wrong with a mutation's input", async () => {
    const { createApiKey } = await result(streams, CreateKey, { input: { name: "" } });

    assert.deepEqual(createApiKey.userErrors.map(({ path }) => path), [["input", "name"]]);
  });

  test("is told of changes", async () => {
    const cursor = await newestChange();
    const title = await addMovie(session);

    assert.equal(await whatHappenedTo(title, results(streams, Follow, { after: cursor })), "CREATED");
  });

  test("goes on when the access token has expired", async () => {
    const { viewer } = await result(createStreams(await expired), Me, {});

    assert.equal(viewer?.role, "ADMIN");
  });
});
