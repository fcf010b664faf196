package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.reelgraph.imports.uploads.UploadedFolders;
import org.reelgraph.jobs.JobAdministration;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.storage.retention.RetentionRule;

/** How long uploaded files are kept whose import failed, or which a program left that was killed. */
@Singleton
class UploadRetention implements RetentionRule {

    private final UploadedFolders uploads;
    private final JobAdministration jobs;

    UploadRetention(UploadedFolders uploads, JobAdministration jobs) {
        this.uploads = uploads;
        this.jobs = jobs;
    }

    @Override
    public String contents() {
        return "uploaded files";
    }

    @Override
    public Duration kept() {
        return uploads.kept();
    }

    @Override
    public int removeSome(Instant before) {
        return uploads.removeOne(before, this::isNeeded);
    }

    private boolean isNeeded(String upload) {
        return jobs.open().stream().filter(job -> job.kind().equals(ImportJobKind.NAME))
                .flatMap(job -> ImportJobKind.upload(JobInput.read(job.input())).stream())
                .anyMatch(Predicate.isEqual(upload));
    }
}
