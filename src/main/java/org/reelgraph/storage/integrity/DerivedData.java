package org.reelgraph.storage.integrity;

/** Data that is made of other data. Every bean of this type is checked and can be made anew. */
public interface DerivedData {

    /** {@return what it is, in words for the owner} */
    String subject();

    /** {@return how many rows differ from what would be made now} */
    long faults();

    /** Makes all of it anew, in the writer's transaction. */
    void makeAnew();
}
