import { createClient } from "graphql-ws";
import type { Session } from "./session";

/** A WebSocket that is opened when something is subscribed to, and opened again when it breaks. */
export function createSocket(session: Session) {
  let refused = false;
  return createClient({
    url: session.url.replace(/^http/, "ws"),
    connectionParams: async () => {
      if (refused) {
        refused = false;
        await session.renew();
      }
      return session.credentials();
    },
    on: {
      closed: (event) => {
        refused = (event as CloseEvent).code === 4403;
      },
    },
  });
}
