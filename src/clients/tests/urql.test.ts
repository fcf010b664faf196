import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { AddMovie, Card, CreateKey, Detail, Follow, Me, MovieRating, SeriesPage, Summary } from "../documents";
import { createUrql } from "../urql";
import { addMovie, newestChange, signIn, signInAndWait, titles } from "./server";

const expired = signInAndWait();

describe("urql with graphcache", async () => {
  const complaints = [mock.method(console, "warn"), mock.method(console, "error")];
  const session = await signIn();
  const client = createUrql(session);

  test("puts the pages of a list together", async () => {
    const { data: page } = await client.query(SeriesPage, { first: 2 });
    const after = page?.allSeries.pageInfo.endCursor;

    const { data } = await client.query(SeriesPage, { first: 2, after });

    assert.deepEqual(data?.allSeries.edges.map(({ node }) => node.title), titles);
    assert.equal(data?.allSeries.pageInfo.hasNextPage, false);
  });

  test("reads a detail view, and at first shows what the list told of it", async () => {
    const { data: page } = await client.query(SeriesPage, { first: 1 });
    const id = page?.allSeries.edges[0]?.node.id ?? assert.fail("no series");

    const known = client.readQuery(Summary, { id });
    const { data } = await client.query(Detail, { id });
    const { data: card } = await client.query(Card, { id });

    assert.deepEqual(known?.data?.series, { id, title: titles[0], summary: null });
    assert.equal(known?.stale, true);
    assert.equal(data?.series?.seasons[0]?.episodes[0]?.code, "S01E01");
    assert.equal(card?.node?.__typename === "Series" && card.node.title, titles[0]);
  });

  test("tells what is wrong with a mutation's input", async () => {
    const { data } = await client.mutation(CreateKey, { input: { name: "" } });

    assert.equal(data?.createApiKey.apiKey, null);
    assert.deepEqual(data?.createApiKey.userErrors.map(({ path }) => path), [["input", "name"]]);
  });

  test("shows what a mutation changed wherever it is shown", async () => {
    const title = await addMovie(session);
    const change = (rating: number) => client.mutation(AddMovie, { movie: { title, year: 2021, rating } });
    const { data } = await change(5);
    const id = data?.importMovies.movies[0]?.id ?? assert.fail("no movie");
    const changed = new Promise<void>((resolve) => {
      client.query(MovieRating, { id }).subscribe(({ data }) => data?.movie?.rating === 8 && resolve());
    });

    await change(8);

    await changed;
  });

  test("goes on when the access token has expired", async () => {
    const { data } = await createUrql(await expired).query(Me, {});

    assert.equal(data?.viewer?.role, "ADMIN");
  });

  test("is told of changes", async () => {
    const after = await newestChange();
    const title = await addMovie(session);

    const told = await new Promise<unknown>((resolve, reject) => {
      const { unsubscribe } = client.subscription(Follow, { after }).subscribe(({ data, error }) => {
        if (error) {
          reject(error);
        }
        if (data?.libraryChanged.media?.title === title) {
          unsubscribe();
          resolve(data.libraryChanged.action);
        }
      });
    });

    assert.equal(told, "CREATED");
  });

  test("has nothing to complain about", () => {
    assert.deepEqual(complaints.flatMap(({ mock }) => mock.calls).map((call) => call.arguments), []);
  });
});
