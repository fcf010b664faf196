package org.reelgraph.mediaos.reading;

import jakarta.inject.Singleton;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.mediaos.mirror.MirrorStatus;

/** How the files are that the database follows. */
@Singleton
class ReadingFields implements SchemaContributor {

    private final Following following;

    ReadingFields(Following following) {
        this.following = following;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.type("MirrorStatus", MirrorStatus.class).property("reading", status -> following.files());
        schema.type("FollowedFile", FollowedFile.class);
    }
}
