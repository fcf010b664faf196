import type { ResultOf, TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { Client as Streams } from "graphql-sse";
import type { Client as Socket } from "graphql-ws";
import { print } from "graphql";
import assert from "node:assert/strict";
import { Follow } from "../documents";

/** The results of an operation that a client of graphql-ws or graphql-sse sends. */
export async function* results<R, V extends Record<string, unknown>>(
  client: Socket | Streams,
  document: TypedDocumentNode<R, V>,
  variables: V,
): AsyncGenerator<R> {
  for await (const { data, errors } of client.iterate<R>({ query: print(document), variables })) {
    assert.equal(errors, undefined);
    yield data ?? assert.fail("no data");
  }
}

/** The only result of a query or mutation. */
export async function result<R, V extends Record<string, unknown>>(
  client: Socket | Streams,
  document: TypedDocumentNode<R, V>,
  variables: V,
): Promise<R> {
  for await (const only of results(client, document, variables)) {
    return only;
  }
  return assert.fail("no result");
}

/** What happened to an item, after all that happened before it. */
export async function whatHappenedTo(title: string, changes: AsyncIterable<ResultOf<typeof Follow>>) {
  for await (const { libraryChanged } of changes) {
    if (libraryChanged.media?.title === title) {
      return libraryChanged.action;
    }
  }
  return assert.fail("the subscription ended");
}
