package org.reelgraph.connections.servers;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;

/** Tautulli's API, version 2. */
@Client(configuration = HttpSettings.class)
interface TautulliApi {

    /** {@return the answer to a command} Its parameters are part of the URI, which is encoded already. */
    @Get("{+uri}")
    HttpResponse<byte[]> get(String uri);
}
