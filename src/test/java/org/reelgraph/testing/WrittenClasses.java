package org.reelgraph.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Passes over what the framework generates from written classes, which has names that begin with a dollar. */
public final class WrittenClasses implements ImportOption {

    @Override
    public boolean includes(Location location) {
        return !location.contains("/$");
    }
}
