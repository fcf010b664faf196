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

    /** {@return the answer at a path, which begins with a slash} */
    @Get("{+url}{+path}")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<byte[]> get(String url, String path, @Header("X-Plex-Token") String token);
}
