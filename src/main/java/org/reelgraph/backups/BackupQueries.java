package org.reelgraph.backups;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.User;
import org.reelgraph.graphql.paging.Connection;
import org.reelgraph.graphql.schema.NodeType;
import org.reelgraph.graphql.schema.Required;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;

/** Backups, and what jobs about them have beside what all jobs have. */
@Singleton
class BackupQueries implements SchemaContributor {

    private static final String LIST = "backups";
    private static final String BACKUP = "backup";

    private final Backups backups;
    private final String root;

    /** @param root the server's context path: empty, or such as {@code /reel} */
    BackupQueries(Backups backups, @Value("${micronaut.server.context-path:}") String root) {
        this.backups = backups;
        this.root = root;
    }

    /** A table of a backup. */
    public record BackupTable(String name, long rowCount, String checksum) {
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.query().field(LIST, env -> Connection.newestFirst(env, LIST, backups::after, BackupFile::id,
                count -> backups.all().size()));
        schema.connection("Backup");
        schema.node(new NodeType<>("Backup", BackupFile.PREFIX, BackupFile.class, BackupFile::id,
                (env, id) -> CompletableFuture.completedFuture(backups.find(id).orElse(null))))
                .property("sizeBytes", (BackupFile backup) -> (double) backup.bytes())
                .property("programVersion", (BackupFile backup) -> backup.manifest().origin().program())
                .property("schemaVersion", (BackupFile backup) -> backup.manifest().origin().schema())
                .property("database", (BackupFile backup) -> backup.manifest().origin().database())
                .property("downloadUrl",
                        (BackupFile backup) -> root + BackupTransfer.PATH + "/" + backup.globalId())
                .property("isEncrypted", BackupFile::isEncrypted)
                .property("note", (BackupFile backup) -> note(backup))
                .property("rowCount", (BackupFile backup) -> backup.manifest().rows())
                .property("tables", (BackupFile backup) -> backup.manifest().tables().stream()
                        .map(table -> new BackupTable(table.name(), table.rows(), table.checksum())).toList());
        schema.type("BackupTable", BackupTable.class);
        schema.type("BackupJob", Job.class).property(BACKUP, this::made);
        schema.type("BackupCheckJob", Job.class).property(BACKUP,
                (Job job) -> Optional.ofNullable(made(job)).orElseGet(() -> asked(job)));
        schema.type("RestoreJob", Job.class).property(BACKUP, this::asked).property("restorePoint", this::made)
                .property("only", (Job job) -> input(job).only().orElse(null))
                .field("importJob", env -> imported(Required.source(env))
                        .map(id -> schema.nodeOf("importjob").find().apply(env, id)).orElse(null));
    }

    private static @Nullable String note(BackupFile backup) {
        var note = backup.manifest().origin().note();
        return note.isEmpty() ? null : note;
    }

    // Its number is the checkpoint.
    private @Nullable BackupFile made(Job job) {
        return Optional.ofNullable(job.checkpoint()).map(Long::parseLong).flatMap(backups::find).orElse(null);
    }

    private static Optional<Long> imported(Job job) {
        return input(job).only().filter(part -> !part.startsWith(User.PREFIX))
                .flatMap(part -> Optional.ofNullable(job.checkpoint())).map(Long::valueOf);
    }

    private static BackupInput input(Job job) {
        return BackupInput.of(JobInput.read(job.input()));
    }

    private @Nullable BackupFile asked(Job job) {
        return input(job).findIn(backups).orElse(null);
    }
}
