package org.reelgraph.artwork.fetching.web;

import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;

/** How any server is asked for a picture: at a public address. */
@Singleton
class GuardedHttpSettings extends FetchHttpSettings {

    GuardedHttpSettings(ApplicationConfiguration application, FetchSettings settings) {
        super(application, settings);
        setAddressResolverGroupName(PublicResolver.NAME);
    }
}
