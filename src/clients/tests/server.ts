import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { ResultOf } from "@graphql-typed-document-node/core";
import { WebSocket } from "ws";
import { AddMovie, Sync } from "../documents";
import { Session } from "../session";
import { execute } from "../typed-documents";

// The global WebSocket of browsers, which Node.js 20 lacks.
Object.assign(globalThis, { WebSocket });

/** The endpoint of a server with the demo library, whose access tokens are valid for seconds. */
export const url = required("REELGRAPH_URL");

/** The titles of all series of the demo library, in the order of titles. */
export const titles = ["Harbour Lights", "Die Vermessung der Nacht", "夜の図書館"];

export async function signIn(): Promise<Session> {
  const session = new Session(url);
  if (!(await session.signIn(required("REELGRAPH_ADMIN_EMAIL"), required("REELGRAPH_ADMIN_PASSWORD")))) {
    throw new Error(`${url} knows no such user`);
  }
  return session;
}

/** A session whose access token has expired. */
export async function signInAndWait(): Promise<Session> {
  const session = await signIn();
  const question = `${url}?query=${encodeURIComponent("{ __typename }")}`;
  while ((await fetch(question, { headers: session.credentials() })).status !== 401) {
    await setTimeout(100);
  }
  return session;
}

/** The cursor after which nothing has changed yet. */
export async function newestChange(): Promise<string> {
  let after: string | null = null;
  for (;;) {
    const { changesSince }: ResultOf<typeof Sync> = await execute(new Session(url), Sync, { after });
    after = changesSince.pageInfo.endCursor ?? after;
    if (!changesSince.pageInfo.hasNextPage) {
      return after ?? "";
    }
  }
}

/** Adds a movie that nobody else has added, and gives its title. */
export async function addMovie(session: Session): Promise<string> {
  const title = `Client ${randomUUID()}`;
  const { importMovies } = await execute(session, AddMovie, { movie: { title, year: 2021 } });
  if (importMovies.userErrors.length > 0) {
    throw new Error(JSON.stringify(importMovies.userErrors));
  }
  return title;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}
