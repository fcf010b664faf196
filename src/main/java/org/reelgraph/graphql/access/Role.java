package org.reelgraph.graphql.access;

/** A user's role. Each role includes the permissions of the roles before it. */
public enum Role {
    /** Sees the catalogue and their own data. */
    USER,
    /** Also imports data. */
    MODERATOR,
    /** Has all permissions. */
    ADMIN;

    /** {@return the lower of this role and another one} */
    public Role lowerOf(Role other) {
        return covers(other) ? other : this;
    }

    /** {@return whether this role includes the permissions of the other one} */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
