package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** Accepts exports, for the queue or to run them in this program. */
@Singleton
public class ExportJobs {

    private final JobQueue queue;
    private final ExportJobKind kind;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    ExportJobs(JobQueue queue, ExportJobKind kind, AuditTrail audit, WriteTransactions transactions) {
        this.queue = queue;
        this.kind = kind;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A new queued job, or why there is none. */
    public record ExportLibraryPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    /**
     * Queues an export for download.
     *
     * @throws RequestException if the filter is invalid
     */
    ExportLibraryPayload enqueue(Actor who, ExportInput input) {
        var errors = UserError.allBelow("input", kind.check(input.asMap()));
        return new ExportLibraryPayload(errors.isEmpty() ? submitted(who, input, JobQueue.ANYBODY) : null, errors);
    }

    private Job submitted(Actor who, ExportInput input, Reservation reservation) {
        var request = new JobRequest(ExportJobKind.NAME, input.asMap(), JobOwner.of(who), 0, null);
        return transactions.within(() -> audit.within(who.needing(Role.MODERATOR), "exportLibrary",
                () -> queue.submit(request, reservation).job(), job -> GlobalId.of(ExportJobKind.PREFIX, job.id()),
                job -> input.format() + " of " + input.source()));
    }

    /**
     * Queues an export to a file or folder, which this program runs.
     *
     * @param path        there must not be anything yet
     * @param kinds       names of kinds; empty for all
     * @param reservation this program's
     * @throws RequestException if no item is of this source
     */
    public Job enqueue(Path path, String format, String source, List<String> kinds, Reservation reservation) {
        var input = new ExportInput(format, source, kinds.isEmpty() ? Map.of() : Map.of("kind", kinds),
                Optional.of(path.toAbsolutePath().normalize().toString()));
        kind.check(input.asMap()).stream().findFirst().ifPresent(error -> {
            throw RequestException.badInput(error.message());
        });
        return submitted(Actor.COMMAND_LINE, input, reservation);
    }
}
