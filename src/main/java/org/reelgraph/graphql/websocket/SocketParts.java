package org.reelgraph.graphql.websocket;

import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import org.reelgraph.graphql.access.AnonymousAccess;
import org.reelgraph.graphql.access.Authentication;
import org.reelgraph.graphql.access.AuthenticationCheck;
import org.reelgraph.graphql.access.ClientAddress;
import org.reelgraph.graphql.access.RequestIds;
import org.reelgraph.graphql.documents.Documents;
import org.reelgraph.graphql.execution.ReadPlaces;
import org.reelgraph.graphql.queue.RequestQueues;
import org.reelgraph.graphql.subscriptions.Operations;
import org.reelgraph.graphql.subscriptions.ResultStreams;
import org.reelgraph.graphql.subscriptions.SubscriptionSettings;

/** What all sockets work with. */
@Singleton
record SocketParts(Documents documents, Operations operations, ResultStreams streams, SubscriptionSettings settings,
        RequestQueues queues,
        ReadPlaces places, Authentication authentication, AuthenticationCheck credentials, AnonymousAccess anonymous,
        ClientAddress addresses, RequestIds requests, ServerMessages messages, ConversionService conversions) {
}
