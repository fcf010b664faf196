package org.reelgraph.connections.servers;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.client.annotation.Client;

/** Tautulli's API, version 2. */
@Client(configuration = HttpSettings.class)
interface TautulliApi {

    /** {@return the answer to a command without parameters} */
    @Get("{+url}/api/v2{?cmd,apikey}")
    HttpResponse<byte[]> call(String url, @QueryValue String cmd, @QueryValue String apikey);
}
