package org.reelgraph.telemetry.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import org.reelgraph.settings.declaration.Form;

/** The address of a collector. */
public record CollectorAddress() implements Form {

    @Override
    public boolean fits(String value) {
        try {
            var address = new URI(value);
            return address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "an address such as http://127.0.0.1:4318";
    }
}
