package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.storage.Sha256;

/**
 * Fetches artwork, item by item. A run that ends early is continued after the last item whose pictures were all looked
 * after.
 */
@Singleton
class ArtworkJobKind implements JobKind {

    /** The kind's name. */
    static final String NAME = "REFRESH_ARTWORK";
    /** The prefix of global ids of its jobs. */
    static final String PREFIX = "artworkjob";

    private final RefreshInputCheck check;
    private final ArtworkRun.Parts parts;

    ArtworkJobKind(RefreshInputCheck check, ArtworkRun.Parts parts) {
        this.check = check;
        this.parts = parts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String typeName() {
        return "ArtworkJob";
    }

    @Override
    public String idPrefix() {
        return PREFIX;
    }

    /** {@inheritDoc} Other servers take long, and nobody else waits for them. */
    @Override
    public String group() {
        return "artwork";
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return check.errors(RefreshInput.of(input));
    }

    @Override
    public Optional<String> key(Map<String, Object> input) {
        return Optional.of(NAME + " " + Sha256.hex(JobInput.write(RefreshInput.of(input).asMap())));
    }

    @Override
    public JobEnd run(JobRun run) {
        return new ArtworkRun(run, parts).run();
    }
}
