package org.reelgraph.mediaos.mirror;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.Counted;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.Progress;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.mediaos.files.MediaOsFile;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;

/** Jobs that compare the mirror's files with the database. One that finds differences says which. */
@Singleton
class MirrorCheckJobKind implements JobKind {

    /** The names of the files to compare, in the input; all if there are none. */
    static final String ONLY = "only";

    private static final int MOST_LOGGED = 50;

    private final Mirror mirror;
    private final MediaOsFiles files;
    private final WriteTransactions transactions;

    MirrorCheckJobKind(Mirror mirror, MediaOsFiles files, WriteTransactions transactions) {
        this.mirror = mirror;
        this.files = files;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "CHECK_MIRROR";
    }

    @Override
    public String typeName() {
        return "MirrorCheckJob";
    }

    @Override
    public String idPrefix() {
        return "mirrorcheckjob";
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    /** {@inheritDoc} Nobody waits for a check. */
    @Override
    public String group() {
        return "maintenance";
    }

    @Override
    public List<UserError> check(Map<String, Object> input) {
        return files.unknown(only(input)).map(UserError.of(UserErrorCode.NOT_FOUND).at(ONLY)::saying).stream().toList();
    }

    private static List<String> only(Map<String, Object> input) {
        return input.get(ONLY) instanceof List<?> names ? names.stream().map(String::valueOf).toList() : List.of();
    }

    @Override
    public JobEnd run(JobRun run) {
        if (mirror.status().folder().isEmpty()) {
            return JobEnd.withErrors("There is no mirror: REELGRAPH_MEDIAOS_MIRROR is not set.");
        }
        mirror.repair(false);
        var differing = new ArrayList<String>();
        var compared = files.only(only(run.input()));
        var done = 0;
        for (var file : compared) {
            if (run.isStopping()) {
                return run.stopped();
            }
            try {
                if (compare(run, file) > 0) {
                    differing.add(file.name() + ".json");
                }
            } catch (IOException e) {
                differing.add(file.name() + ".json");
                run.log(LogLevel.ERROR, file.name() + ".json: " + StorageFailure.reasonOf(e));
            }
            save(run, ++done, compared.size());
        }
        return differing.isEmpty()
                ? JobEnd.succeeded()
                : JobEnd.withErrors("These are not as the database has them: " + String.join(", ", differing)
                        + ". The log says where.");
    }

    private int compare(JobRun run, MediaOsFile<?> file) throws IOException {
        var logged = new ArrayList<Difference>();
        var differences = mirror.compare(file, difference -> {
            if (logged.size() < MOST_LOGGED) {
                logged.add(difference);
            }
        });
        logged.forEach(difference -> run.log(LogLevel.WARNING, difference.file() + ", " + difference.entry() + ": "
                + difference.message()));
        if (differences > logged.size()) {
            run.log(LogLevel.WARNING,
                    "There are " + Counted.of(differences, "difference") + " in " + file.name() + ".json.");
        }
        return differences;
    }

    private void save(JobRun run, int done, int total) {
        transactions.within(() -> {
            run.save(null, new Progress(done, total, "files", null));
            return true;
        });
    }
}
