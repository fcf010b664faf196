package org.reelgraph.health;

import java.util.List;

/** Names services that Reelgraph relies on. Every bean of this type takes part. */
public interface MonitoredServices {

    /** {@return those that there are now, in their order} */
    List<Monitored> all();
}
