package org.reelgraph.imports.undo;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Stream;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobKind;

/** Which jobs can be undone. */
@Singleton
class UndoableJobs {

    private final BeanProvider<UndoableKind> kinds;

    /** @param kinds made when the first is asked for, since a kind may use the queue */
    UndoableJobs(BeanProvider<UndoableKind> kinds) {
        this.kinds = kinds;
    }

    /** {@return the schema's types of jobs that change the library by themselves} */
    Stream<String> typeNames() {
        return kinds.stream().map(JobKind::typeName);
    }

    /** {@return the role that is needed to undo a job that changed the library by itself} */
    Role roleToUndo(Job job) {
        return kinds.stream().filter(kind -> kind.name().equals(job.kind())).findFirst()
                .map(kind -> kind.roleToUndo(job)).orElse(Role.ADMIN);
    }

    /** {@return whether an input names a job that can be undone} */
    boolean isNamedIn(Map<String, Object> input) {
        return GlobalId.find(String.valueOf(input.get(UndoInput.JOB))).map(GlobalId::prefix)
                .filter(prefix -> Stream.concat(Stream.of(UndoJobKind.PREFIX), kinds.stream().map(JobKind::idPrefix))
                        .anyMatch(prefix::equals))
                .isPresent();
    }
}
