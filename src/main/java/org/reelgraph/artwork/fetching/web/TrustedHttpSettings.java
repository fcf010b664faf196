package org.reelgraph.artwork.fetching.web;

import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;

/** How a server is asked for a picture that the owner named. */
@Singleton
class TrustedHttpSettings extends FetchHttpSettings {

    TrustedHttpSettings(ApplicationConfiguration application, FetchSettings settings) {
        super(application, settings);
    }
}
