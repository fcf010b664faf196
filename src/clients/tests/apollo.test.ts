import { gql } from "@apollo/client";
import { filter, firstValueFrom } from "rxjs";
import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { createApollo } from "../apollo";
import { AddMovie, Card, CreateKey, Detail, Follow, Me, MovieRating, SeriesPage } from "../documents";
import { addMovie, newestChange, signIn, signInAndWait, titles } from "./server";

const expired = signInAndWait();

describe("Apollo Client", async () => {
  const complaints = [mock.method(console, "warn"), mock.method(console, "error")];
  const session = await signIn();
  const client = createApollo(session);

  test("puts the pages of a list together", async () => {
    const list = client.watchQuery({ query: SeriesPage, variables: { first: 2 } });
    const { data: page } = await firstValueFrom(list.pipe(filter(({ dataState }) => dataState === "complete")));

    await list.fetchMore({ variables: { after: page?.allSeries?.pageInfo?.endCursor } });

    const { data } = await client.query({ query: SeriesPage, fetchPolicy: "cache-only" });
    assert.deepEqual(data?.allSeries.edges.map(({ node }) => node.title), titles);
    assert.equal(data?.allSeries.pageInfo.hasNextPage, false);
  });

  test("reads a detail view, and by its id another view of the same object", async () => {
    const { data: page } = await client.query({ query: SeriesPage, variables: { first: 1 } });
    const id = page?.allSeries.edges[0]?.node.id ?? assert.fail("no series");

    const { data } = await client.query({ query: Detail, variables: { id } });
    const { data: card } = await client.query({ query: Card, variables: { id } });

    assert.equal(data?.series?.seasons[0]?.episodes[0]?.code, "S01E01");
    assert.equal(card?.node?.__typename === "Series" && card.node.title, titles[0]);
    const fragment = gql`fragment Both on Series { summary genres }`;
    assert.ok(client.cache.readFragment({ id: `Series:${id}`, fragment }), "what both asked of it is in one place");
  });

  test("tells what is wrong with a mutation's input", async () => {
    const { data } = await client.mutate({ mutation: CreateKey, variables: { input: { name: "" } } });

    assert.equal(data?.createApiKey.apiKey, null);
    assert.deepEqual(data?.createApiKey.userErrors.map(({ path }) => path), [["input", "name"]]);
  });

  test("shows what a mutation changed wherever it is shown", async () => {
    const title = await addMovie(session);
    const change = (rating: number) =>
      client.mutate({ mutation: AddMovie, variables: { movie: { title, year: 2021, rating } } });
    const { data } = await change(5);
    const id = data?.importMovies.movies[0]?.id ?? assert.fail("no movie");
    const movie = client.watchQuery({ query: MovieRating, variables: { id } });
    const shown = (rating: number) =>
      new Promise<void>((resolve) => {
        movie.subscribe(({ data }) => data?.movie?.rating === rating && resolve());
      });
    await shown(5);

    await Promise.all([shown(8), change(8)]);
  });

  test("goes on when the access token has expired", async () => {
    const { data } = await createApollo(await expired).query({ query: Me });

    assert.equal(data?.viewer?.role, "ADMIN");
  });

  test("is told of changes", async () => {
    const after = await newestChange();
    const title = await addMovie(session);

    const told = await new Promise<unknown>((resolve, reject) => {
      const subscription = client.subscribe({ query: Follow, variables: { after } }).subscribe({
        next: ({ data, error }) => {
          if (error) {
            reject(error);
          }
          if (data?.libraryChanged.media?.title === title) {
            subscription.unsubscribe();
            resolve(data.libraryChanged.action);
          }
        },
        error: reject,
      });
    });

    assert.equal(told, "CREATED");
  });

  test("has nothing to complain about", () => {
    assert.deepEqual(complaints.flatMap(({ mock }) => mock.calls).map((call) => call.arguments), []);
  });
});
