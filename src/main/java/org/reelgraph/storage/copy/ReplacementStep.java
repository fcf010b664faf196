package org.reelgraph.storage.copy;

/**
 * What a feature does when another state of the library takes the place of its own, as a backup does that is restored.
 * Every bean of this type takes part.
 */
@FunctionalInterface
public interface ReplacementStep {

    /**
     * Looks at what is there before, in the writer's transaction.
     *
     * @return what is to be done in the same transaction once the new rows are there
     */
    Runnable begin();
}
