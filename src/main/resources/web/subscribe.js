// Subscriptions as event streams (graphql-sse, distinct connections mode). Unlike EventSource, fetch can send a token.

import { sendSigned } from "./graphql.js";
import { connected, ConnectionLost, dataOf } from "./transport.js";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Calls `next` with the data of each result, until the subscription is complete or the signal aborts it. A stream that
 * breaks off is opened again, after pauses that get longer.
 */
export async function subscribe(query, variables, next, signal) {
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      const response = await sendSigned(query, variables, { signal, accept: "text/event-stream" });
      if (!response.ok) {
        dataOf(await response.json());
      }
      for await (const { event, data } of events(response.body)) {
        pause = FIRST_PAUSE;
        if (event === "complete") {
          return;
        }
        next(dataOf(JSON.parse(data)));
      }
    } catch (error) {
      // Anything else would come again.
      if (!(error instanceof ConnectionLost)) {
        throw error;
      }
    }
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/** The events of a stream. They end with an empty line; lines that begin with a colon keep the connection open. */
async function* events(body) {
  let rest = "";
  for await (const text of chunks(body.pipeThrough(new TextDecoderStream()))) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = eventOf(block);
      if (event.event) {
        yield event;
      }
    }
  }
}

function eventOf(block) {
  const fields = block.split("\n").map((line) => line.match(/^(\w+): ?(.*)$/)).filter(Boolean);
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

// Not every browser can iterate over a stream.
async function* chunks(stream) {
  const reader = stream.getReader();
  for (let read = await connected(reader.read()); !read.done; read = await connected(reader.read())) {
    yield read.value;
  }
}
