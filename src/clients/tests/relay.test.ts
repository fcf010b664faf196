import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { commitMutation, fetchQuery, requestSubscription } from "relay-runtime";
import { waitForFragmentData } from "relay-runtime/experimental";
import CardQuery, { type LibraryCardQuery } from "../generated/relay/LibraryCardQuery.graphql";
import CreateKey, { type LibraryCreateKeyMutation } from "../generated/relay/LibraryCreateKeyMutation.graphql";
import DetailPageQuery, { type LibraryDetailPageQuery } from "../generated/relay/LibraryDetailPageQuery.graphql";
import Follow, { type LibraryFollowSubscription } from "../generated/relay/LibraryFollowSubscription.graphql";
import MeQuery, { type LibraryMeQuery } from "../generated/relay/LibraryMeQuery.graphql";
import ShelfPageQuery, { type LibraryShelfPageQuery } from "../generated/relay/LibraryShelfPageQuery.graphql";
import ShelfQuery, { type LibraryShelfQuery } from "../generated/relay/LibraryShelfQuery.graphql";
import Card, { type Library_card$key } from "../generated/relay/Library_card.graphql";
import Detail, { type Library_detail$key } from "../generated/relay/Library_detail.graphql";
import Shelf, { type Library_shelf$key } from "../generated/relay/Library_shelf.graphql";
import { createEnvironment } from "../relay/environment";
import { addMovie, newestChange, signIn, signInAndWait, titles } from "./server";

const expired = signInAndWait();

describe("Relay", async () => {
  const complaints = [mock.method(console, "warn"), mock.method(console, "error")];
  const session = await signIn();
  const environment = createEnvironment(session);

  const shelf = async (first: number) => {
    const query = await fetchQuery<LibraryShelfQuery>(environment, ShelfQuery, { first }).toPromise();
    return query ?? assert.fail("no answer");
  };
  const seriesOf = async (key: Library_shelf$key) =>
    (await waitForFragmentData<Library_shelf$key>(environment, Shelf, key)).allSeries;
  const episodesOf = async (key: Library_detail$key) =>
    (await waitForFragmentData<Library_detail$key>(environment, Detail, key)).allEpisodes;

  test("puts the pages of a connection together", async () => {
    const shown = await shelf(2);
    const { edges, pageInfo } = await seriesOf(shown);

    const variables = { first: 2, after: pageInfo.endCursor };
    await fetchQuery<LibraryShelfPageQuery>(environment, ShelfPageQuery, variables).toPromise();

    assert.deepEqual(edges.map(({ node }) => node.title), titles.slice(0, 2));
    assert.deepEqual((await seriesOf(shown)).edges.map(({ node }) => node.title), titles);
  });

  test("reads a detail view, and more of it by the id of its node", async () => {
    const { edges } = await seriesOf(await shelf(1));
    const series = edges[0]?.node ?? assert.fail("no series");
    const first = await episodesOf(series);

    const variables = { id: series.id, first: 1, after: first.pageInfo.endCursor };
    await fetchQuery<LibraryDetailPageQuery>(environment, DetailPageQuery, variables).toPromise();

    assert.deepEqual(first.edges.map(({ node }) => node.code), ["S01E01", "S01E02"]);
    assert.deepEqual((await episodesOf(series)).edges.map(({ node }) => node.code), ["S01E01", "S01E02", "S01E03"]);
  });

  test("reads a fragment of an interface by the id of its node", async () => {
    const { edges } = await seriesOf(await shelf(1));
    const variables = { id: edges[0]?.node.id ?? assert.fail("no series") };

    const answer = await fetchQuery<LibraryCardQuery>(environment, CardQuery, variables).toPromise();

    const card = await waitForFragmentData<Library_card$key>(environment, Card, answer?.node ?? assert.fail("no node"));
    assert.equal(card.title, titles[0]);
  });

  test("tells what is wrong with a mutation's input", async () => {
    const { createApiKey } = await new Promise<LibraryCreateKeyMutation["response"]>((resolve, reject) =>
      commitMutation<LibraryCreateKeyMutation>(environment, {
        mutation: CreateKey,
        variables: { input: { name: "" } },
        onCompleted: resolve,
        onError: reject,
      }),
    );

    assert.equal(createApiKey.apiKey, null);
    assert.deepEqual(createApiKey.userErrors.map(({ path }) => path), [["input", "name"]]);
  });

  test("goes on when the access token has expired", async () => {
    const me = await fetchQuery<LibraryMeQuery>(createEnvironment(await expired), MeQuery, {}).toPromise();

    assert.equal(me?.viewer?.role, "ADMIN");
  });

  test("is told of changes", async () => {
    const after = await newestChange();
    const title = await addMovie(session);

    const told = await new Promise<unknown>((resolve, reject) => {
      const subscription = requestSubscription<LibraryFollowSubscription>(environment, {
        subscription: Follow,
        variables: { after },
        onNext: (response) => {
          if (response?.libraryChanged.media?.title === title) {
            subscription.dispose();
            resolve(response.libraryChanged.action);
          }
        },
        onError: reject,
      });
    });

    assert.equal(told, "CREATED");
  });

  test("has nothing to complain about", () => {
    assert.deepEqual(complaints.flatMap(({ mock }) => mock.calls).map((call) => call.arguments), []);
  });
});
