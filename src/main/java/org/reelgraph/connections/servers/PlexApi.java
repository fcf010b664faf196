package org.reelgraph.connections.servers;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.annotation.Client;

/** The API of Plex Media Server, in JSON. */
@Client(configuration = HttpSettings.class)
interface PlexApi {

    /** {@return the answer at a URI, which is encoded already} */
    @Get("{+uri}")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<byte[]> get(String uri, @Header("X-Plex-Token") String token);
}
