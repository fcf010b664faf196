package org.reelgraph.jobs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.ActorBuilder;
import org.reelgraph.graphql.schema.GlobalId;

/**
 * Who asked for a job.
 *
 * @param id    of the user, key or schedule
 * @param label a name for people
 */
public record JobOwner(Kind kind, @Nullable Long id, String label) {

    /** The kinds of owners. */
    public enum Kind {
        USER, API_KEY, SCHEDULE, SYSTEM, COMMAND_LINE
    }

    /** The program itself. */
    public static final JobOwner SYSTEM = new JobOwner(Kind.SYSTEM, null, "Reelgraph");

    /** Somebody with a shell on the server's machine. */
    public static final JobOwner COMMAND_LINE = new JobOwner(Kind.COMMAND_LINE, null, "command line");

    /** {@return the one who acts through a job, whose permission was checked when it was queued} */
    public Actor actor() {
        return switch (kind) {
            case USER -> ActorBuilder.builder().kind(Actor.Kind.USER).userId(id).viewer(Optional.empty()).build();
            case API_KEY ->
                ActorBuilder.builder().kind(Actor.Kind.API_KEY).apiKeyId(id).viewer(Optional.empty()).build();
            case COMMAND_LINE -> Actor.COMMAND_LINE;
            case SCHEDULE, SYSTEM -> Actor.SYSTEM;
        };
    }

    /** {@return the owner of a job} */
    public static JobOwner of(Job job) {
        return new JobOwner(job.ownerKind(), job.ownerId(), job.ownerLabel());
    }

    /** {@return the one that acts} */
    public static JobOwner of(Actor actor) {
        if (actor.kind() == Actor.Kind.COMMAND_LINE) {
            return COMMAND_LINE;
        }
        if (actor.apiKeyId() != null) {
            return new JobOwner(Kind.API_KEY, actor.apiKeyId(), GlobalId.of("apikey", actor.apiKeyId()));
        }
        return actor.userId() == null
                ? SYSTEM
                : new JobOwner(Kind.USER, actor.userId(), GlobalId.of("user", actor.userId()));
    }
}
