import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import type { Session } from "./session";

/** Executes a query or mutation; its result and its variables have the types of the document. */
export async function execute<R, V>(session: Session, document: TypedDocumentNode<R, V>, variables: V): Promise<R> {
  const response = await session.fetch(session.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = await response.json();
  if (errors) {
    throw new Error(errors[0].message, { cause: errors });
  }
  return data;
}
