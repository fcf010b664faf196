import { createClient } from "graphql-sse";
import type { Session } from "./session";

/** Subscriptions by event streams, one request each. */
export function createStreams(session: Session) {
  return createClient({ url: session.url, fetchFn: session.fetch });
}
