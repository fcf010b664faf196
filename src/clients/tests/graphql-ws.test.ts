import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { CreateKey, Detail, Follow, Me, SeriesPage } from "../documents";
import { createSocket } from "../graphql-ws";
import { result, results, whatHappenedTo } from "./operations";
import { addMovie, newestChange, signIn, signInAndWait, titles } from "./server";

const expired = signInAndWait();

describe("graphql-ws", async () => {
  const session = await signIn();
  const socket = createSocket(session);
  after(() => socket.dispose());

  test("reads a list page by page, and a detail view", async () => {
    const { allSeries: first } = await result(socket, SeriesPage, { first: 1 });
    const { allSeries: rest } = await result(socket, SeriesPage, { first: 5, after: first.pageInfo.endCursor });
    const { series } = await result(socket, Detail, { id: first.edges[0]?.node.id ?? "" });

    assert.deepEqual([...first.edges, ...rest.edges].map(({ node }) => node.title), titles);
    assert.equal(series?.seasons[0]?.episodes[0]?.code, "S01E01");
  });

  test("tells what is wrong with a mutation's input", async () => {
    const { createApiKey } = await result(socket, CreateKey, { input: { name: "" } });

    assert.deepEqual(createApiKey.userErrors.map(({ path }) => path), [["input", "name"]]);
  });

  test("is told of changes", async () => {
    const cursor = await newestChange();
    const title = await addMovie(session);

    assert.equal(await whatHappenedTo(title, results(socket, Follow, { after: cursor })), "CREATED");
  });

  test("goes on when the access token has expired", async () => {
    const late = createSocket(await expired);

    const { viewer } = await result(late, Me, {});

    assert.equal(viewer?.role, "ADMIN");
    await late.dispose();
  });
});
