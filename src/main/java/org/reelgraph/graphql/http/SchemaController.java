package org.reelgraph.graphql.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.reelgraph.graphql.schema.SchemaDocument;

/** Serves the schema's source text for code generators and editors. */
@Controller("${graphql.path}/schema")
class SchemaController {

    private final SchemaDocument document;

    SchemaController(SchemaDocument document) {
        this.document = document;
    }

    @Get(produces = "text/plain; charset=utf-8")
    String sdl() {
        return document.sdl();
    }
}
