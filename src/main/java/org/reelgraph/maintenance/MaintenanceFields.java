package org.reelgraph.maintenance;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.maintenance.DatabaseReports.Report;
import org.reelgraph.storage.WriteTransactions;

/** How the database is, and the mutation that checks it. */
@Singleton
class MaintenanceFields implements SchemaContributor {

    /** The input of {@code checkDatabase}. */
    @Introspected
    record CheckDatabaseInput(boolean repair) {
    }

    /** The job. */
    public record CheckDatabasePayload(Job job, List<UserError> userErrors) implements MutationPayload {
    }

    private final DatabaseReports reports;
    private final CheckJobKind kind;
    private final JobQueue queue;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    MaintenanceFields(DatabaseReports reports, CheckJobKind kind, JobQueue queue, AuditTrail audit,
            WriteTransactions transactions) {
        this.reports = reports;
        this.kind = kind;
        this.queue = queue;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field("databaseHealth", env -> reports.report());
        schema.type("DatabaseHealth", Report.class)
                .property("freeDiskBytes", (Report report) -> (double) report.freeDiskBytes())
                .property("newestBackup", (Report report) -> report.newestBackup().orElse(null))
                .property("lastProvenRestore", (Report report) -> report.proof().job().orElse(null))
                .property("lastProvenRestoreAt", (Report report) -> report.proof().at().orElse(null));
        schema.type("DatabaseCheck", CheckResult.class).property("sound", CheckResult::isSound);
        schema.mutation().field("checkDatabase", CheckDatabaseInput.class,
                (input, env) -> check(Caller.of(env), input));
        schema.type("CheckDatabasePayload", CheckDatabasePayload.class);
    }

    private CheckDatabasePayload check(Caller caller, CheckDatabaseInput input) {
        var who = Actor.of(caller);
        var request = new JobRequest(kind.name(), Map.of(CheckJobKind.REPAIR, input.repair()), JobOwner.of(who), 0,
                null);
        return new CheckDatabasePayload(transactions.within(() -> audit.within(who.needing(Role.ADMIN),
                "checkDatabase", () -> queue.submit(request).job(), job -> GlobalId.of(kind.idPrefix(), job.id()),
                job -> input.repair() ? CheckJobKind.REPAIR : "")), List.of());
    }
}
