package org.reelgraph.graphql.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.reelgraph.graphql.schema.SchemaDocument;

/** Serves the schema's source text for code generators and editors. */
@Controller("${graphql.path}/schema")
class SchemaController {

    private final SchemaDocument contract;

    SchemaController(SchemaDocument contract) {
        this.contract = contract;
    }

    @Get(produces = "text/plain; charset=utf-8")
    String sdl() {
        return contract.sdl();
    }
}
