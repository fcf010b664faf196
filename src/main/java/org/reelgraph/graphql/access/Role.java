package org.reelgraph.graphql.access;

/** What a user may do; each role may all that those before it may. */
public enum Role {
    /** Sees the catalogue and what is their own. */
    USER,
    /** Brings data in as well. */
    MODERATOR,
    /** Everything. */
    ADMIN;

    /** {@return the lower of this role and another one} */
    public Role lowerOf(Role other) {
        return covers(other) ? other : this;
    }

    /** {@return whether who has this role may what the other one may} */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
