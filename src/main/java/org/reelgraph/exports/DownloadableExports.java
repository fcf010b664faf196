package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.downloads.Downloadable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.jobs.JobAdministration;

/** The finished exports of this server. */
@Singleton
class DownloadableExports implements Downloadable {

    private final JobAdministration jobs;
    private final ExportFolder folder;

    DownloadableExports(JobAdministration jobs, ExportFolder folder) {
        this.jobs = jobs;
        this.folder = folder;
    }

    @Override
    public String prefix() {
        return ExportJobKind.PREFIX;
    }

    @Override
    public Role role() {
        return Role.MODERATOR;
    }

    @Override
    public Optional<Content> find(String id) {
        return jobs.find(id).filter(job -> job.kind().equals(ExportJobKind.NAME)).flatMap(folder::download)
                .map(file -> new Content(id, file, typeOf(file.getFileName().toString())));
    }

    @Override
    public String missing() {
        return "This server has no such export. It may not have ended, or is no longer kept.";
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "zip" -> "application/zip";
            case "csv" -> "text/csv; charset=utf-8";
            default -> "application/x-ndjson; charset=utf-8";
        };
    }
}
