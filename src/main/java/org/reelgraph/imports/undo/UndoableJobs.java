package org.reelgraph.imports.undo;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobQueue;

/** Which jobs can be undone. */
@Singleton
class UndoableJobs {

    private final BeanProvider<UndoableKind> kinds;
    private final BeanProvider<JobQueue> queue;

    /** @param kinds made when the first is asked for, since a kind may use the queue, which uses the kinds */
    UndoableJobs(BeanProvider<UndoableKind> kinds, BeanProvider<JobQueue> queue) {
        this.kinds = kinds;
        this.queue = queue;
    }

    /** {@return the schema's types of jobs that change the library by themselves} */
    Stream<String> typeNames() {
        return kinds.stream().map(JobKind::typeName);
    }

    /** {@return the role that is needed to undo a job: for one that undid another, what that needs} */
    Role role(Job job) {
        var undone = Optional.of(job);
        while (undone.isPresent() && undone.get().kind().equals(UndoJobKind.NAME)) {
            undone = queue.get().find(UndoInput.of(JobInput.read(undone.get().input())).jobId());
        }
        return undone.flatMap(changing -> kinds.stream().filter(kind -> kind.name().equals(changing.kind())).findFirst()
                .map(kind -> kind.role(changing))).orElse(Role.ADMIN);
    }

    /** {@return whether an input names a job that can be undone} */
    boolean isNamedIn(Map<String, Object> input) {
        return GlobalId.find(String.valueOf(input.get(UndoInput.JOB))).map(GlobalId::prefix)
                .filter(prefix -> Stream.concat(Stream.of(UndoJobKind.PREFIX), kinds.stream().map(JobKind::idPrefix))
                        .anyMatch(prefix::equals))
                .isPresent();
    }
}
