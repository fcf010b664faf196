package org.reelgraph.storage;

import com.github.f4b6a3.tsid.TsidFactory;
import jakarta.inject.Singleton;

/** Gives ids: 64-bit TSIDs, unique across all tables and rising with time. Safe for use by several threads. */
@Singleton
public class Ids {

    private final TsidFactory factory = TsidFactory.newInstance1024();

    /** {@return an id that nothing has yet} */
    public long next() {
        return factory.create().toLong();
    }
}
