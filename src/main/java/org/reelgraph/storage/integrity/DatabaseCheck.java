package org.reelgraph.storage.integrity;

import java.util.List;

/** Finds out whether one thing about the database is as it should be. Every bean of this type takes part. */
public interface DatabaseCheck {

    /** {@return what is checked, in words for the owner} */
    String subject();

    /** {@return what is wrong, in words for the owner; nothing if all is well} */
    List<String> problems();
}
